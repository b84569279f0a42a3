"""Whether a name says who somebody is, or only what they are to the writer: "grandmother", "Mr Chen", "the boss's wife"."""

import re

from i18n.text import searchable

# Thai vowels above and below a letter are no letters to Python.
_APART = re.compile(r"[^\w\u0e00-\u0e7f]+|_+")


def words_of(text: str) -> list[str]:
    """Return the words of `text`, which was made searchable, without the signs between them."""
    return [word for word in _APART.split(text) if word]


def _folded(words: str) -> list[str]:
    return sorted({searchable(word) for word in words.split()}, key=len, reverse=True)


_JOINED = _folded(
    "先生 小姐 女士 太太 夫人 老闆 老闆娘 老板 老板娘 頭家 雇主 僱主 東家 主人 業主 屋主 房東 負責人 經理 總經理 主任 主管 組長 "
    "課長 廠長 班長 領班 工頭 "
    "董事長 董事 師傅 老師 醫生 護士 船長 司機 警衛 同事 同學 會計 秘書 仲介 人力 中介 牛頭 業務 翻譯 看護 幫傭 外勞 移工 員工 "
    "工人 病人 老人 被照顧者 受照顧者 "
    "阿嬤 阿媽 阿公 阿姨 阿伯 阿婆 阿嬸 爺爺 奶奶 外公 外婆 媽媽 爸爸 母親 父親 媽咪 爸比 兒子 女兒 媳婦 女婿 丈夫 妻子 老公 "
    "老婆 哥哥 姐姐 姊姊 弟弟 妹妹 大哥 大姐 大姊 "
    "叔叔 伯伯 姑姑 舅舅 婆婆 公公 岳母 岳父 孫子 孫女 親戚 朋友 家人 家屬 家裡 家庭 鄰居 男 女 人 男人 女人 帥哥 美女 "
    "工廠 公司 工地 餐廳 飯店 商店 店 小吃店 超商 便利商店 農場 漁船 醫院 學校 養護中心 長照中心 安養院 護理之家 宿舍 "
    "我 我的 我家 我們 我們的 他 他的 她 她的 那個 這個 某 某人 的 不知道 不清楚 不詳 無 沒有 匿名 "
    "台灣 臺灣 印尼 越南 泰國 菲律賓 中國 台北 新北 桃園 台中 台南 高雄 基隆 新竹 苗栗 彰化 南投 雲林 嘉義 屏東 宜蘭 花蓮 台東 "
    "澎湖 金門 市 縣 "
    "นายจ้าง เจ้านาย เถ้าแก่ เถ้าแก่เนี้ย หัวหน้า ผู้จัดการ เจ้าของ โรงงาน บริษัท ร้าน บ้าน นายหน้า เอเจนซี่ เอเย่นต์ ล่าม คุณ "
    "คุณนาย คุณผู้หญิง คุณผู้ชาย "
    "คุณท่าน คุณหนู คุณยาย คุณตา คุณปู่ คุณย่า คุณแม่ คุณพ่อ ยาย ตา ปู่ ย่า แม่ พ่อ ลูก ลูกชาย ลูกสาว ลูกสะใภ้ ลูกเขย หลาน ภรรยา "
    "เมีย สามี ผัว แฟน พี่ น้อง พี่สาว "
    "พี่ชาย น้องสาว น้องชาย ป้า ลุง น้า อา อาม่า อากง เจ๊ เฮีย ซ้อ ผู้หญิง ผู้ชาย คน แก่ ผู้ป่วย คนไข้ คนแก่ คนงาน เพื่อน ของ ผม "
    "ฉัน ดิฉัน หนู เขา เธอ ที่ "
    "ไต้หวัน เกาสง ไทเป ไม่รู้ ไม่ทราบ ไม่มี ชื่อ"
)
"""Words of languages written without spaces: a name put together of these alone names nobody."""
_CALLED = "".join(_folded("阿 小 老")) + "".join(_folded("董 總 姐 姊 哥 媽 爸 嫂 嬸 叔 伯 桑 家"))
"""One of these beside one other letter is a way to call somebody: 小陳, 林董."""
_DOUBLE = _folded("歐陽 司馬 諸葛 上官 司徒 夏侯 張簡 范姜")
"""Surnames of two letters."""
_SURNAMES = "".join(
    _folded(
        "陳 林 黃 張 李 王 吳 劉 蔡 楊 許 鄭 謝 郭 洪 曾 邱 廖 賴 周 徐 蘇 葉 莊 呂 江 何 蕭 羅 高 潘 簡 朱 鍾 彭 游 詹 胡 施 沈 "
        "余 盧 趙 梁 顏 柯 翁 魏 孫 戴 范 方 "
        "宋 鄧 杜 傅 侯 曹 薛 丁 卓 馬 董 阮 藍 溫 蔣 石 古 紀 唐 姚 馮 連 歐 程 湯 康 姜 田 白 涂 巫 鄒 尤 韓 龔 黎 嚴 袁 金 童 "
        "陸 夏 柳 邵 錢 伍 倪 溤 任 甘 于"
    )
)
_TITLES_CJK = _folded("先生 小姐 女士 太太 夫人 老師 阿姨 大哥 大姐 大姊 老闆 老闆娘 經理 主任 醫生")

_TITLES = frozenset(
    _folded(
        "mr mrs ms miss madam maam mister sir dr khun tuan nyonya nona bapak pak ibu bu kak kakak mbak mas om tante "
        "ông bà cô chú bác anh chị em cậu dì thím cháu khun boss employer owner manager supervisor majikan bos mandor sếp chủ "
        "broker agent agen calo môi giới my the our her his a saya"
    )
)
"""Words before a name; with one single word after them they name nobody."""
_KIN = frozenset(
    _folded(
        "wife husband mother father son daughter sister brother grandmother grandfather grandma grandpa granny aunt auntie uncle "
        "mom mum dad mama papa ama amah akong agong boss employer broker laoban laobanniang taitai xiansheng xiaojie "
        "istri suami anak nenek kakek majikan môi giới"
    )
)
"""Words that stand before a name or after it."""
_VAGUE = (
    _TITLES
    | _KIN
    | frozenset(
        _folded(
            "s of is at in leader foreman director agency factory company shop restaurant house home family lady man woman old female "
            "male person patient elder elderly landlord unknown none nobody somebody someone dont know name no not sure lao ban niang "
            "ah popo nainai yeye teacher doctor nurse worker colleague guard captain "
            "agensi pabrik perusahaan toko rumah perempuan laki lelaki wanita pria pemilik keluarga pasien orang tua yang di dari nya "
            "tidak tahu tau adik paman bibi perantara restoran kapten kota "
            "nhà máy thầy vợ chồng mẹ bố con gái trai của tôi môi giới người gia đình xưởng quán không biết tên nhân viên quản lý tổ "
            "trưởng phòng giám đốc già bệnh nhân công ty thành phố "
            "taiwan taiwanese chinese kaohsiung taipei tainan taichung city đài loan cao hùng indonesia vietnam thailand"
        )
    )
)
_ALONE = frozenset(
    _folded(
        "chen lin huang chang zhang li lee wang wu liu tsai yang hsu cheng hsieh kuo hung tseng liao lai chou yeh chuang chiang hsiao "
        "chien peng chan shih shen zhou zheng guo zhao nguyễn trần phạm phan đặng ngô dương huỳnh hoàng santoso "
        "jenny linda tina kevin david jack tony michael peter eric andy jason john mary alice grace nancy vicky cindy lisa helen angel "
        "annie emily susan jessica sandy joyce steven james alex frank henry george allen jerry maria anna"
    )
)
"""Surnames, and names that many brokers and employers go by: with nothing beside them they are shared by thousands."""
_COURTESY = frozenset(
    {"mr", "mrs", "ms", "miss", "madam", "dr", "tuan", "nyonya", "bapak", "pak", "ibu", "ong", "khun"}
)

_OF = "|".join(map(re.escape, _JOINED))
_ONE = rf"(?:[\u4e00-\u9fff]|{'|'.join(_DOUBLE)})"
_NOBODY = re.compile(rf"(?:{_OF})*{_ONE}?(?:(?:{_OF})家?)*")
_NICKNAME = re.compile(rf"(?:{_OF})*(?:[{_CALLED}]{_ONE}|{_ONE}[{_CALLED}])(?:{_OF})*")
_COURTESY_CJK = re.compile(rf"(.+?)(?:{'|'.join(_TITLES_CJK)})")
_THAI_TITLE = re.compile("|".join(_folded("คุณ นางสาว นาง นาย พี่ ป้า ลุง เจ๊ เฮีย")))
_THAI_TITLED = re.compile(rf"(?:{_THAI_TITLE.pattern})(?P<name>.+)")


def _named_in_letters(words: list[str]) -> list[str]:
    """Return what of `words` in Latin letters names somebody."""
    rest = words
    while rest and rest[0] in _TITLES | _KIN:
        rest = rest[1:]
    while rest and (rest[-1] in _KIN or rest[-1] == "s"):
        rest = rest[:-1]
    is_short = len(rest) < 2 and (len(rest) < len(words) or rest[0] in _ALONE)
    if is_short or all(word in _VAGUE for word in words):
        return []
    return words[1:] if words[0] in _COURTESY else words


def _named_in_thai(words: list[str]) -> list[str]:
    titled = _THAI_TITLED.fullmatch("".join(words))
    if titled is None:
        return words
    rest = words[1:] if _THAI_TITLE.fullmatch(words[0]) else words
    return [titled["name"]] if len(rest) > 1 else []


def _named_in_chinese(text: str) -> str:
    titled = _COURTESY_CJK.fullmatch(text)
    if titled is None:
        return text
    name = titled[1]
    # 美玲小姐 is one of thousands, 陳明先生 is somebody; 順發老闆 may be either.
    return name if len(name) > 2 or (len(name) == 2 and name[0] in _SURNAMES and name not in _DOUBLE) else ""


def named(words: list[str]) -> str:
    """Return the name in `words` (made searchable, without signs) as it compares; nothing if it names nobody."""
    text = "".join(words)
    if not text or _NOBODY.fullmatch(text) or _NICKNAME.fullmatch(text):
        return ""
    if text.isascii():
        return "".join(_named_in_letters(words))
    if re.search(r"[\u0e00-\u0e7f]", text):
        return "".join(_named_in_thai(words))
    return _named_in_chinese(text)
