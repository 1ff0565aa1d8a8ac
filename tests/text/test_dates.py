from datetime import date, datetime

import pytest

from extractor.text.dates import find_date, find_datetime


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Musterstadt, den 4.5.1998", date(1998, 5, 4)),
        ("am 04. 05. 98", date(1998, 5, 4)),
        ("3. Mai 2011", date(2011, 5, 3)),
        ("3. MÄRZ 2011", date(2011, 3, 3)),
        ("1. Jänner 2020", date(2020, 1, 1)),
        ("24. Dez. 2019", date(2019, 12, 24)),
        ("2011-05-03", date(2011, 5, 3)),
        ("vom 31. Februar 2011 bis 1.3.2011", date(2011, 3, 1)),
        ("3. Mai", None),
        ("1.234.56.78", None),
        ("Tel. 030.12.34.5678", None),
    ],
)
def test_find_date_reads_german_dates(text, day):
    assert find_date(text) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12. März 2015, 10 Uhr", datetime(2015, 3, 12, 10)),
        ("12.3.2015, 10.30 Uhr", datetime(2015, 3, 12, 10, 30)),
        ("10:30 h, 12.3.2015", datetime(2015, 3, 12, 10, 30)),
        ("12.3.2015, 10 Uhr 15", datetime(2015, 3, 12, 10, 15)),
        ("12.3.2015 24:00 Uhr", datetime(2015, 3, 13)),
        ("12.3.2015, 25 Uhr", datetime(2015, 3, 12)),
        ("10 Uhr", None),
    ],
)
def test_find_datetime_reads_the_hour(text, moment):
    assert find_datetime(text) == moment
