from reskill.matching.report import COLUMNS, titles_csv


def test_that_each_title_has_its_ranked_rows(catalog) -> None:
    rows = list(titles_csv(catalog, [("Librarian", "Library"), ("Aide", "")], top=3))
    assert all(set(r) == set(COLUMNS) for r in rows)
    assert [r["rank"] for r in rows] == [1, 2, 3, ""]
    assert (rows[0]["onet_soc_code"], rows[0]["soc_code"]) == ("25-4022.00", "25-4022")
    assert rows[3]["onet_soc_code"] == "" and rows[3]["confidence"] == 0.0 and rows[3]["reason"]
