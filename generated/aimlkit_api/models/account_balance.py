# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class AccountBalance(Model):
    """The balance of the account of the API key."""

    autoDebitStatus: str
    """Whether the account is topped up automatically."""
    balance: float
    """The balance in the provider's credits."""
    lastUpdated: str
    """The time of the balance."""
    lowBalance: bool
    """Whether the balance is below `lowBalanceThreshold`."""
    lowBalanceThreshold: float
    """The balance, in credits, below which it counts as low."""
    status: str
    """The status of the account, such as "current"."""
    statusExplanation: str
    """An explanation of the status, for people."""
