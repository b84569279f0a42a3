"""Which words people shorten when they type on a phone, by the name of an analysis: bare letters typed, bare letters meant.

Only little words, which say nothing of a page by themselves: short, they are rare, and would count as if they said much.
"""

SHORT: dict[str, dict[str, str]] = {
    "indonesian": {
        "aj": "saja", "aja": "saja", "ak": "saya", "aku": "saya", "bgt": "sangat", "bln": "bulan", "blh": "boleh", "blm": "belum",
        "blom": "belum", "brp": "berapa", "bs": "bisa", "bsa": "bisa", "dg": "dengan", "dgn": "dengan", "dlm": "dalam", "dpt": "dapat",
        "dr": "dari", "enggak": "tidak", "engga": "tidak", "ga": "tidak", "gak": "tidak", "gimana": "bagaimana", "gk": "tidak",
        "gmn": "bagaimana", "gmana": "bagaimana", "gue": "saya", "gw": "saya", "hr": "hari", "hrs": "harus", "jd": "jadi", "jg": "juga",
        "kalo": "kalau", "kl": "kalau", "klo": "kalau", "karna": "karena", "kmn": "mana", "kpn": "kapan", "knp": "kenapa", "krn": "karena",
        "krja": "kerja", "lg": "lagi", "mngkn": "mungkin", "nggak": "tidak", "ngga": "tidak", "ngg": "tidak", "org": "orang", "pd": "pada",
        "pake": "pakai", "sampe": "sampai", "sblm": "sebelum", "sdh": "sudah", "skrg": "sekarang", "sm": "sama", "stlh": "setelah",
        "sy": "saya", "tdk": "tidak", "thn": "tahun", "tlp": "telepon", "tp": "tapi", "trs": "terus", "udah": "sudah", "udh": "sudah",
        "utk": "untuk", "yg": "yang",
    },
    "syllables": {
        "dc": "duoc", "j": "gi", "k": "khong", "ko": "khong", "mk": "minh", "ntn": "nao",
        "r": "roi",
    },
}  # fmt: skip
