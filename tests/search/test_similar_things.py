"""What is here already is shown to those who are about to add it again."""


def test_a_title_in_other_words_finds_the_topic(browser, wiki):
    page = browser.get("/search/similar?text=Free+lunches+for+every+pupil").text
    assert "Similar already here" in page
    assert "lunch</mark>" in page.lower()


def test_a_text_that_shares_one_common_word_is_not_similar(browser, wiki):
    page = browser.get("/search/similar?text=Free+helicopter+rides+over+the+mountains").text
    assert "Nothing similar is here yet." in page


def test_only_the_kinds_asked_for_are_shown(browser, wiki):
    page = browser.get("/search/similar?text=free+lunch&kind=topic").text
    assert "/options/" not in page


def test_without_a_text_there_is_only_the_question(browser, wiki):
    page = browser.get("/search/similar").text
    assert "similar is here" not in page
