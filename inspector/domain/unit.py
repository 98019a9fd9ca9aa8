"""Who is inspected: the register of units with their names, order and contact."""

from dataclasses import dataclass

from inspector.domain.ids import UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One inspected unit.

    `order` is its place in the official order, the default order of every table but rankings.
    `code` is the 代字 used in document and evidence numbers (WB). `only_returns` units take part
    in the yearly returns and are not scored.
    """

    id: UnitId
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    code: str = ""
    order: int = 0
    unit_class: str = ""
    contact: str = ""
    phone: str = ""
    websites: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    only_returns: bool = False

    @property
    def label(self) -> str:
        """The standard short name where there is one, otherwise the full name."""
        return self.short_name or self.name

    def answers_to(self, name: str) -> bool:
        """Whether the unit is known by this name."""
        wanted = "".join(name.split())
        return wanted in {self.name, self.short_name, *self.aliases, self.code} - {""}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One unit as a register or a command names it."""

    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    code: str = ""
    order: int = 0
    unit_class: str = ""
    contact: str = ""
    phone: str = ""
