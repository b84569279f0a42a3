"""The phrase book: sentences that answer complainants, each declared once and never reworded.

What is kept of a reply is the key of a phrase. A sentence that must say something else gets a new key, so an old reply
reads tomorrow as it read when it was sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from i18n.messages import mark

GROUPS: Mapping[str, str] = {
    "received": mark("Received and read"),
    "safety": mark("Safety"),
    "next": mark("What happens next"),
    "ask": mark("Asking back"),
    "files": mark("Files and proof"),
    "meeting": mark("Appointments"),
    "rights": mark("Your rights now"),
    "referral": mark("Referral"),
    "result": mark("Results"),
    "closing": mark("Closing"),
    "tip": mark("Tips"),
}

GIVEN: Mapping[str, str] = {
    "police": "110",
    "protection": "113",
    "hotline": "1955",
    "leave": mark("Leave this page now"),
}
"""What stands in phrases by itself: short numbers, which a test holds against content/figures, and the name of a button."""

AUTHORITIES: Mapping[str, str] = {
    "other-bureau": mark("the labour bureau of another city or county"),
    "ministry": mark("the Ministry of Labor"),
    "workforce": mark("the Workforce Development Agency"),
    "insurance": mark("the Bureau of Labor Insurance"),
    "immigration": mark("the National Immigration Agency"),
    "police": mark("the police"),
    "prosecutor": mark("the public prosecutor"),
    "court": mark("the court"),
    "legal-aid": mark("the Legal Aid Foundation"),
    "social": mark("the social affairs bureau"),
    "health": mark("the public health bureau"),
}
"""Who else can be responsible, as it stands inside a sentence."""


@dataclass(frozen=True)
class Phrase:
    """One sentence of the book: its group, and its marked text with slots that are filled in when it is chosen."""

    group: str
    text: str


PHRASES: Mapping[str, Phrase] = {
    "read": Phrase("received", mark("We have read what you wrote. Thank you for telling us.")),
    "read-more": Phrase("received", mark("We have read what you added. Thank you.")),
    "sorry": Phrase("received", mark("We are sorry that you have to go through this. It is right that you told us.")),
    "files-read": Phrase("received", mark("We have opened your files and can read them.")),
    "file-unreadable": Phrase(
        "received", mark("We could not read one of your files. Please send it again as a photo or as a PDF.")
    ),
    "danger": Phrase("safety", mark("If you are in danger now, call the police at %(police)s.")),
    "violence": Phrase(
        "safety",
        mark("If somebody at home hurts you, or in case of sexual violence, call %(protection)s, day or night."),
    ),
    "hotline": Phrase("safety", mark("Call %(hotline)s: free, day and night, in five languages.")),
    "safe-now": Phrase("safety", mark("Are you safe now? Is there a place where you can sleep tonight?")),
    "shelter": Phrase(
        "safety",
        mark(
            "If you cannot stay where you are, you can ask for a place in a shelter. Write to us here or call %(hotline)s."
        ),
    ),
    "before-leaving": Phrase(
        "safety",
        mark(
            "Talk to us or call %(hotline)s before you leave your workplace: otherwise you may be reported as missing. "
            "In danger, leave first and call at once."
        ),
    ),
    "phone-checked": Phrase(
        "safety",
        mark("If somebody checks your phone, press “%(leave)s” when you have read this. Never save the receipt there."),
    ),
    "looking": Phrase("next", mark("We are now looking into it. You need not do anything for the moment.")),
    "answer-by": Phrase("next", mark("You will find our next answer here by %(date)s.")),
    "takes": Phrase("next", mark("We expect that this takes about %(days)s.")),
    "longer": Phrase(
        "next",
        mark(
            "It takes longer than we hoped, because we still wait for documents. The time limit for our answer stays the same."
        ),
    ),
    "will-inspect": Phrase(
        "next",
        mark(
            "We will inspect the workplace. We tell nobody there beforehand, and never who wrote to us; people there may still guess."
        ),
    ),
    "will-ask-records": Phrase(
        "next",
        mark("We will ask the employer for the records of wages and working hours. We do not say who wrote to us."),
    ),
    "mediation-possible": Phrase(
        "next", mark("You can also apply for mediation. It is free, but the employer then learns your name.")
    ),
    "ask-when": Phrase("ask", mark("When did it happen? Write the day and the hour as well as you remember.")),
    "ask-where": Phrase("ask", mark("Where did it happen? Write the address, or what one sees nearby.")),
    "ask-who": Phrase("ask", mark("Who did it? Write the name, or what that person does there.")),
    "ask-employer": Phrase(
        "ask", mark("What is the employer or the agency called? A photo of a sign, a card or a pay slip helps as well.")
    ),
    "ask-pay": Phrase(
        "ask", mark("If you have pay slips or bank records of that time, please send us photos of them.")
    ),
    "ask-hours": Phrase(
        "ask", mark("If you wrote down your working hours or have photos of time cards, please send them.")
    ),
    "ask-contract": Phrase("ask", mark("If you have your labour contract, please send photos of all its pages.")),
    "ask-papers": Phrase("ask", mark("Which of your papers are kept from you? Who keeps them, and since when?")),
    "ask-witness": Phrase(
        "ask", mark("Did somebody see it who would talk to us? Do not ask them yourself if that is dangerous for you.")
    ),
    "ask-by": Phrase("ask", mark("Please answer by %(date)s if you can. We also read what comes later.")),
    "send-files": Phrase(
        "files", mark("You can send photos and papers here: look up your case with your receipt and add them.")
    ),
    "safety-first": Phrase("files", mark("Take photos only when it is safe. You matter more than proof.")),
    "photo-facts": Phrase(
        "files",
        mark("To protect you we remove time and place from photos. Please write down when and where you took them."),
    ),
    "keep-originals": Phrase("files", mark("Keep the originals in a safe place or with somebody whom you trust.")),
    "come": Phrase("meeting", mark("Please come on %(moment)s. The place: %(place)s")),
    "interpreter": Phrase("meeting", mark("An interpreter for your language will be there. It costs you nothing.")),
    "bring": Phrase(
        "meeting",
        mark("Bring your papers, contract and pay slips if you have them. Come even if something is missing."),
    ),
    "companion": Phrase("meeting", mark("You may bring somebody whom you trust.")),
    "other-day": Phrase("meeting", mark("If you cannot come, write to us here, and we look for another day.")),
    "may-we-call": Phrase(
        "meeting",
        mark(
            "We would like to call you on %(moment)s. We call only if you agree, and only in the hours that you chose."
        ),
    ),
    "call-us": Phrase(
        "meeting",
        mark("You can call us: %(phone)s. If you would like an interpreter, call %(hotline)s; they can connect you."),
    ),
    "no-retaliation": Phrase(
        "rights",
        mark(
            "Where the Labor Standards Act applies, nobody may dismiss you, move you or cut your pay because of a complaint; "
            "it would be void. If it happens, write to us at once."
        ),
    ),
    "no-retaliation-equality": Phrase(
        "rights",
        mark(
            "The employer may not treat you worse because you complained of discrimination or sexual harassment. "
            "If it happens, write to us at once."
        ),
    ),
    "during-mediation": Phrase(
        "rights",
        mark(
            "During mediation the employer may not dismiss you or do anything else to your disadvantage because of this dispute."
        ),
    ),
    "papers-yours": Phrase(
        "rights", mark("Your passport and your residence card are yours. Nobody may keep them against your will.")
    ),
    "see-doctor": Phrase(
        "rights",
        mark("If you are hurt or ill, see a doctor now. If it happened at work, say so, and keep every paper."),
    ),
    "treated": Phrase(
        "rights",
        mark(
            "The Labor Standards Act forbids ending your contract while you are being treated for an occupational accident. "
            "There are few exceptions."
        ),
    ),
    "pregnant": Phrase("rights", mark("Nobody may dismiss you because you are pregnant.")),
    "passed-inside": Phrase(
        "referral",
        mark(
            "Another unit of our bureau goes on with your case: %(unit)s. You need not file it again, and your receipt stays valid."
        ),
    ),
    "passed-on": Phrase(
        "referral",
        mark("Responsible for this is %(authority)s. We have passed on your case. Telephone there: %(phone)s"),
    ),
    "name-kept": Phrase("referral", mark("Your name was not passed on.")),
    "turn-to": Phrase(
        "referral", mark("We may not decide this ourselves. Please turn to %(authority)s. Telephone: %(phone)s")
    ),
    "inspected": Phrase("result", mark("We inspected the workplace on %(date)s.")),
    "violation": Phrase(
        "result", mark("We found that the law was broken. The employer has to put it right by %(date)s.")
    ),
    "fined": Phrase(
        "result",
        mark(
            "The employer was fined %(amount)s. The fine goes to the public purse; what is owed to you is a separate claim."
        ),
    ),
    "no-violation": Phrase(
        "result",
        mark(
            "With the evidence that we have, we found no breach of the law. It was right to write to us. If you have more, send it here."
        ),
    ),
    "paid": Phrase(
        "result", mark("We saw proof that the employer paid you %(amount)s. If you did not get it, write to us here.")
    ),
    "mediation-on": Phrase("result", mark("The mediation is on %(moment)s. The place: %(place)s")),
    "settled": Phrase(
        "result",
        mark(
            "An agreement was reached in mediation. Keep the record: "
            "if the employer does not do what it says, you can ask the court to enforce it."
        ),
    ),
    "closing": Phrase("closing", mark("We are closing your case. The reason stands with it.")),
    "withdrew": Phrase(
        "closing", mark("You withdrew it, so we close it. If that was not your wish, you can open it again.")
    ),
    "contest": Phrase(
        "closing",
        mark(
            "If you do not agree, look up your case with your receipt and contest the closing. Somebody else then examines it again."
        ),
    ),
    "still-open": Phrase(
        "closing",
        mark("This does not decide what the employer owes you. You can still apply for mediation or go to court."),
    ),
    "again": Phrase("closing", mark("If it happens again, write to us again. You may always come back.")),
    "tip-thanks": Phrase("tip", mark("Thank you for your tip. We look into it; you need not do anything more.")),
    "tip-acted": Phrase("tip", mark("We examined what you told us and acted on it. We may not say more than that.")),
}
