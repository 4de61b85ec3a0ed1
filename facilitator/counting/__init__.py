"""Pure mathematics: places, shares, points, agreement."""
