"""What is doubtful about an item's date."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "date.label": ("日時について", "About the date"),
    "date.none": (
        "フィードに使える日時がないため、初めて取得した時刻です",
        "the feed gives no date that can be used; this is when the item was first seen",
    ),
    "date.unreadable": (
        "フィードの日時「{written}」を読み取れないため、初めて取得した時刻です",
        'the feed\'s date "{written}" cannot be read; this is when the item was first seen',
    ),
    "date.zone_unknown": (
        "フィードの日時「{written}」の時間帯が分からないため、初めて取得した時刻です",
        'the time zone of the feed\'s date "{written}" is unclear; this is when the item was first seen',
    ),
    "date.day_or_month": (
        "フィードの日付「{written}」は月と日の順が分からないため、初めて取得した時刻です",
        'day and month could be exchanged in the feed\'s date "{written}"; this is when the item was first seen',
    ),
    "date.impossible": (
        "フィードの日時「{written}」はあり得ないため、初めて取得した時刻です",
        'the feed\'s date "{written}" is impossible; this is when the item was first seen',
    ),
    "date.future": (
        "フィードの日時「{written}」は未来のため、初めて取得した時刻です",
        'the feed\'s date "{written}" is in the future; this is when the item was first seen',
    ),
    "date.updated": (
        "フィードの公開日時「{written}」を読み取れないため、更新日時です",
        'the feed\'s date of publication "{written}" cannot be read; this is that of the update',
    ),
    "date.no_zone": (
        "フィードの日時「{written}」に時間帯がないため、協定世界時とみなしました",
        'the feed\'s date "{written}" has no time zone; it was read as UTC',
    ),
    "date.zone_of_others": (
        "フィードの日時「{written}」に時間帯がないため、ほかの記事と同じ時間帯とみなしました",
        "the feed's date \"{written}\" has no time zone; it was read in that of the feed's other dates",
    ),
    "date.zone_of_place": (
        "フィードの日時「{written}」に時間帯がないため、現地の時刻とみなしました",
        'the feed\'s date "{written}" has no time zone; it was read as the local time of its country',
    ),
    "date.day_alone": (
        "フィードには日付「{written}」だけがあり、時刻はありません",
        'the feed gives the day "{written}" without a time',
    ),
}
