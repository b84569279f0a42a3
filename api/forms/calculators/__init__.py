"""Every calculator, each declared once: what is asked, which rule answers, and what the rule rests on."""

from api.forms.calculators.declared import FOLDER, Calculator
from api.forms.calculators.ending import ENDING_CALCULATORS
from api.forms.calculators.leave import LEAVE_CALCULATORS
from api.forms.calculators.pay import PAY_CALCULATORS
from api.forms.calculators.risks import RISK_CALCULATORS

CALCULATORS: dict[str, Calculator] = {
    each.name: each for each in (*PAY_CALCULATORS, *LEAVE_CALCULATORS, *ENDING_CALCULATORS, *RISK_CALCULATORS)
}

__all__ = ["CALCULATORS", "FOLDER", "Calculator"]
