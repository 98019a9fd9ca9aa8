"""The two workbooks that go out and come back: 自评表 to units, 检查工作底稿 for inspectors."""
