import pytest

from tests.quotes.reading import read, said

COUNCIL = """قال رئيس المجلس البلدي، فادي منصور، إن السوق يفتح السبت.
وأضاف أن الأسعار مراقبة.
وقالت مديرة السوق رنا شاهين إن التجار مستعدون.
وأضافت: "ننتظر الزوار منذ شهر".
وقال منصور إن الشرطة ستحضر.
وأكد رئيس المجلس البلدي أن الدخول مجاني.
"""


def speakers(text: str) -> list[str | None]:
    return [name for name, _ in said(text)]


def test_full_name_surname_and_office_are_one_speaker() -> None:
    mayor, manager = "رئيس المجلس البلدي، فادي منصور", "مديرة السوق رنا شاهين"
    assert speakers(COUNCIL) == [mayor, mayor, manager, manager, mayor, mayor]


def test_a_speaker_lists_the_other_names_of_the_article() -> None:
    mayor = read(COUNCIL).speakers[0]
    assert mayor.name == "رئيس المجلس البلدي، فادي منصور"
    assert set(mayor.aliases) == {"منصور", "رئيس المجلس البلدي"}
    assert mayor.role == "رئيس المجلس البلدي"


def test_gender_decides_between_two_who_spoke() -> None:
    text = "قال الوزير عمر زيدان إن الطريق آمن.\nوردت النائبة لمى فارس بأن الطريق خطر.\nوأضاف أن الأرقام واضحة."
    assert speakers(text)[-1] == "الوزير عمر زيدان"


def test_a_plural_goes_back_to_several() -> None:
    text = "وتمكن المحققون من تحديد مكان السيارة.\nوقالوا إن السائق هرب."
    assert speakers(text) == ["المحققون"]


def test_the_subject_of_the_sentence_speaks_through_a_participle() -> None:
    text = "انسحبت الحكومة المحلية من الاجتماع، قائلة إن الشروط تغيرت."
    assert speakers(text) == ["الحكومة المحلية"]


def test_an_organisation_and_its_definite_noun_are_one() -> None:
    text = "وصلت شركة المرفأ الأزرق إلى السوق.\nوقالت الشركة إن السفن جاهزة."
    assert speakers(text) == ["شركة المرفأ الأزرق"]


def test_spellings_of_a_foreign_name_are_one() -> None:
    text = "قال الأمين العام أنطونيو غوتيريش إن الوضع خطير.\nوقال غوتيريس إن الوقت ضيق."
    assert len(set(speakers(text))) == 1


def test_a_surname_takes_the_fuller_name_from_elsewhere() -> None:
    text = "التقى وزير الزراعة نبيل حداد المزارعين.\nوقال حداد إن الموسم جيد."
    assert speakers(text) == ["وزير الزراعة نبيل حداد"]


def test_two_ministers_are_kept_apart() -> None:
    text = "قال وزير الزراعة نبيل حداد إن الموسم جيد.\nوقال وزير النقل سامر عيد إن الطرق جاهزة."
    assert len(set(speakers(text))) == 2


def test_a_state_and_its_army_are_two() -> None:
    text = "قال الجيش اللبناني إن الحدود هادئة.\nوقالت لبنان الجديدة إن السلام قريب."
    assert len(set(speakers(text))) == 2


def test_time_place_and_audience_are_no_part_of_a_name() -> None:
    for rest in (" يوم الثلاثاء", " في تصريح صحفي", " لوكالة المرفأ", "، أمس،", " على تويتر", " خلال زيارته المصنع"):
        assert speakers(f"قال الوزير عمر زيدان{rest} إن العمل بدأ.") == ["الوزير عمر زيدان"]


def test_nobody_is_guessed_where_nobody_is_named() -> None:
    assert speakers('وقالت: "لن أعود إلى هناك أبدا".') == [None]


def test_a_peer_or_a_state_behind_the_subject_is_no_part_of_it() -> None:
    assert speakers("حذر الوزير عمر زيدان نظيره من تأخير الاتفاق.") == ["الوزير عمر زيدان"]
    assert speakers("وصف النائب هاني عوض القرار بأنه متسرع.") == ["النائب هاني عوض"]


def test_the_subject_of_a_sentence_may_stand_before_its_verb() -> None:
    text = "التقى النائب هاني عوض التجار.\nوكان عوض قد حذر نظيره من ارتفاع الأسعار."
    assert speakers(text) == ["النائب هاني عوض"]


def test_a_woman_in_office_keeps_her_whole_title() -> None:
    assert speakers("حذرت مدعية المحكمة الدولية ليلى عساف الأحد من أن الأدلة تختفي.") == [
        "مدعية المحكمة الدولية ليلى عساف"
    ]


def test_a_name_after_a_title_is_not_what_was_said() -> None:
    assert said("نفت وزيرة النقل هدى الكرمي تأخر المعدات.") == [("وزيرة النقل هدى الكرمي", "تأخر المعدات")]


def test_the_verb_tells_the_gender_that_the_noun_hides() -> None:
    text = "ذكرت مصادر محلية أن الطريق مغلق، مشيرة إلى أن العمل مستمر."
    assert speakers(text) == ["مصادر محلية", "مصادر محلية"]


def test_a_relative_clause_gives_its_antecedent() -> None:
    assert speakers("أنقذ الركاب قائد الطائرة الذي قال إن المحرك توقف.") == ["قائد الطائرة"]


def test_what_was_written_is_no_part_of_who_wrote_it() -> None:
    assert speakers('وكتبت ندى توضيحا لجمهورها: "لن أغيب عن المسرح طويلا".') == ["ندى"]


def test_whom_an_agency_asked_is_no_part_of_the_source() -> None:
    text = "أغلق المطار أبوابه صباح اليوم، حسبما أفاد المتحدث ناصر عيد لوكالة المرفأ."
    assert speakers(text) == ["المتحدث ناصر عيد"]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("وزير النقل سامي الحداد", "وزير النقل"),
        ("الرئيس اللبناني جوزيف سالم", "الرئيس اللبناني"),
        ("المهندسة ليلى منصور", "المهندسة"),
        ("فادي منصور، رئيس المجلس البلدي", "رئيس المجلس البلدي"),
        ("ليلى منصور", None),
        ("وزارة النقل", None),
    ],
)
def test_the_office_in_a_name_is_the_speakers_role(name: str, role: str | None) -> None:
    (speaker,) = read(f"قال {name} إن الطريق مفتوح.").speakers
    assert (speaker.name, speaker.role) == (name, role)


def test_an_office_behind_a_name_belongs_to_it() -> None:
    text = "وصف سامي الحداد وزير النقل اللبناني القرار بأنه ظالم.\nوأضاف وزير النقل اللبناني أن الاعتراض جاهز."
    assert len(set(speakers(text))) == 1


def test_an_unnamed_official_is_one_however_he_is_told_of() -> None:
    text = "قال مسؤول كبير في البلدية إن العمل تأخر.\nوقال المسؤول الذي طلب عدم ذكر اسمه إن المال نفد."
    assert set(speakers(text)) == {"مسؤول كبير في البلدية"}


def test_the_head_of_somebodys_office_is_not_that_somebody() -> None:
    text = "قال سالم عيد مدير مكتب زيدان إن الموعد ثابت.\nوقال زيدان إن السفر مؤجل."
    assert len(set(speakers(text))) == 2


def test_whom_a_participle_addresses_does_not_speak() -> None:
    text = "حذر النقيب مروان سعد من أن المخزون يكفي أسبوعين فقط، داعيا الوزارة إلى فتح باب الاستيراد."
    assert speakers(text) == ["النقيب مروان سعد"] * 2


def test_a_quote_of_nobody_is_trusted_less_than_one_of_somebody() -> None:
    text = "قال الوزير عمر زيدان إن الطريق آمن.\nوأضاف أن العمل انتهى.\nوقالت إن الجسر مغلق."
    named, understood, nobody = read(text).quotes
    assert nobody.speaker is None
    assert nobody.confidence <= 0.5 < min(named.confidence, understood.confidence)


@pytest.mark.parametrize(
    "full",
    [
        "وزير الزراعة نبيل حسون", "الرئيس ميشال عون", "الرئيس إيمانويل ماكرون", "المستشار جون بولتون",
        "المحامي سامي شاهين", "الرئيس فلاديمير بوتين", "رئيس المكتب إسماعيل هنية", "الرئيس ياسر عرفات",
    ],
)  # fmt: skip
def test_a_surname_that_ends_as_a_plural_or_an_adjective_is_a_name(full: str) -> None:
    surname = full.rsplit(maxsplit=1)[-1]
    text = f"قال {full} إن الطريق مفتوح.\nوأكد {surname} أن «الوفد وصل أمس».\nوأضاف أن الاجتماع غدا."

    assert speakers(text) == [full] * 3


def test_a_plural_without_a_name_stays_one() -> None:
    assert speakers("قال محتجون إن الشرطة فرقتهم.\nوأضافوا أنهم سيعودون غدا.") == ["محتجون", "محتجون"]
