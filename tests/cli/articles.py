"""Articles of our own for the front ends: what they prove is that an article goes in and its words come out."""

TITLE = "بلدية المرج تفتح مكتبة عامة في محطة القطار القديمة"

LIBRARY = f"""{TITLE}

افتتحت بلدية المرج أمس الثلاثاء مكتبة عامة في مبنى محطة القطار القديمة بعد ترميم استمر عامين وكلف ثلاثة ملايين درهم.

وقالت رئيسة البلدية سعاد الهاشمي إن المكتبة "هدية متأخرة لأطفال المدينة"، مؤكدة أن الدخول إليها مجاني طوال العام.

وأضافت الهاشمي أن المبنى كان سيهدم لولا اعتراض السكان قبل خمس سنوات.

من جهته، قال المهندس المعماري رامي نصر: "أبقينا على الساعة الحجرية وعلى مقاعد الانتظار كما هي".

وأوضح نصر أن فريقه استعمل خشبا أعيد تدويره من عربات القطار.

وتضم المكتبة 12 ألف كتاب وقاعة للمكفوفين، وتفتح أبوابها من التاسعة صباحا حتى الثامنة مساء.
"""

# Its first line begins with Latin letters, and a terminal or a page would turn it over.
SATELLITE = """SkyRiver تطلق قمرا صناعيا لمراقبة مياه الأنهار

أطلقت شركة SkyRiver فجر اليوم قمرا صناعيا صغيرا يراقب منسوب المياه في خمسة أنهار عربية.

وقال مدير المشروع كريم حداد إن القمر SR-7 يرسل صورة كل 6 ساعات.

وأعلنت الباحثة منى العطار أن البيانات ستنشر مجانا على موقع الشركة.
"""

# Somebody else's words may look like markup, like a terminal's commands or turn the line around.
HOSTILE = """مطعم في الميناء يعرض على زبائنه قائمة طعام غريبة

فتح مطعم في الميناء أبوابه يوم الخميس وعلق على بابه لافتة كتب عليها <script>alert(1)</script> فضحك المارة طويلا.

وقال صاحب المطعم نبيل فارس: "كتبت <img src=x onerror=alert(2)> لأن \x1b[31mالزبائن\x1b[0m يحبون \u202eالألغاز".

وأضاف فارس أن السمك عنده طازج كل صباح وأن السعر لا يزيد على عشرين درهما.
"""

PAGE = f"""<!doctype html>
<html lang="ar"><head><title>{TITLE}</title><meta charset="utf-8"></head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">رياضة</a></li></ul></nav>
<article><h1>{TITLE}</h1>{"".join(f"<p>{line}</p>" for line in LIBRARY.splitlines()[2:] if line)}</article>
<footer>جميع الحقوق محفوظة</footer></body></html>
"""
