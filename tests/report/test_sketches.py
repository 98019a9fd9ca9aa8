"""Drawn evidence of the demo: pages of made-up sites and notice boards."""

import io

from PIL import Image

from inspector.report.sketches import Sketch, draw

PAGE = Sketch(
    heading="宁川市外事办公室",
    title="建议提案",
    address="wsb.ningchuan.example/zfxxgk",
    menu=("机构职能", "建议提案"),
    lines=("公开指南|2025-01-17", "暂无内容"),
    marked=(1,),
)
BOARD = Sketch(heading="村务公开栏", title="补贴发放结果", lines=("高龄津贴|23人",))


def reds(content: bytes) -> int:
    """Count the pixels of a red frame."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    found = picture.getcolors(1 << 20) or []
    counted = ((count, colour) for count, colour in found if isinstance(colour, tuple))
    return sum(
        count for count, (red, green, blue) in counted if red > 180 and max(green, blue) < 90
    )


def test_a_page_is_a_small_picture_with_a_red_frame_where_one_is_asked_for() -> None:
    content = draw(PAGE)
    assert Image.open(io.BytesIO(content)).size == (1200, 760)
    assert len(content) < 40_000
    plain = Sketch(heading="甲", title="乙", address="a.example", lines=("丙",))
    assert reds(content) > 1_000 > reds(draw(plain))


def test_without_an_address_it_is_a_notice_board() -> None:
    def corner(content: bytes) -> tuple[int, ...]:
        picture = Image.open(io.BytesIO(content)).convert("RGB")
        return tuple(picture.crop((5, 5, 6, 6)).tobytes())

    assert corner(draw(BOARD)) != corner(draw(PAGE))


def test_the_same_sketch_is_the_same_picture() -> None:
    assert draw(BOARD) == draw(BOARD)
