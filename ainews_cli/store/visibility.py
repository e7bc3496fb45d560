"""Which items lists may show: one condition for every query that lists, counts or compares items."""

NOT_HIDDEN = "NOT EXISTS (SELECT 1 FROM item_flags h WHERE h.flag = 'hidden' AND h.item_id = i.id)"
KEPT = """(
    EXISTS (SELECT 1 FROM feeds u WHERE u.id = i.feed_id AND u.position IS NOT NULL)
    OR EXISTS (
        SELECT 1 FROM item_feeds y JOIN feeds u ON u.id = y.feed_id
        WHERE y.item_id = i.id AND u.position IS NOT NULL)
    OR EXISTS (SELECT 1 FROM item_flags t WHERE t.flag = 'starred' AND t.item_id = i.id))"""
"""Of an item `i`: of a feed in the config, or starred."""
VISIBLE = f"({NOT_HIDDEN} AND {KEPT})"
"""Of an item `i`: not hidden, and of a feed in the config, unless it is starred."""
SUBSCRIBED = """EXISTS (
    SELECT 1 FROM item_feeds y JOIN feeds u ON u.id = y.feed_id WHERE y.item_id = i.id AND u.position IS NOT NULL)"""
"""Of an item `i`: a feed that carries it is in the config."""
