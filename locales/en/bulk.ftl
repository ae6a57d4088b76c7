### Whole lists of cards: the spreadsheet's titles, one plan for each group, progress

bulk-sheet-cards = Cards
bulk-sheet-groups = By cause
bulk-sheet-refused = Not checked

bulk-column-number = Full number
bulk-column-carrier = Carrier
bulk-column-state = State
bulk-column-status = Working?
bulk-column-causes = Causes
bulk-column-fixers = Who can fix it
bulk-column-headline = Verdict
bulk-column-steps = What to do
bulk-column-dates = Coming up
bulk-column-link = Link
bulk-column-fresh = Data as of
bulk-column-source = Source
bulk-column-cause = What to settle first
bulk-column-count = Cards
bulk-column-also = Others that have it, too
bulk-column-plan = One plan for the group
bulk-column-most = What most of them share
bulk-column-line = Row
bulk-column-typed = Number as given
bulk-column-why = Why it wasn't checked

bulk-status-ok = working
bulk-status-attention = working, keep an eye on it
bulk-status-blocked = not working, can be brought back
bulk-status-ended = cannot be brought back
bulk-status-unknown = not known
bulk-state-unknown = the platform doesn't say

bulk-fixer-user = whoever uses the card
bulk-fixer-owner = the account holder
bulk-fixer-staff = the seller's support
bulk-fixer-carrier = the carrier
bulk-fixer-time = nobody needs to, it takes time
bulk-fixer-nobody = nobody
bulk-fixers = { $fixer }: { $count }

bulk-healthy = no problem seen
bulk-links-differ = each card has its own, see the first sheet

bulk-most-pool = { $most } of { $count } are in { $value ->
    [unified] a unified-payment pool
   *[same_tier] a same-tier pool
}: look at the pool's data first
bulk-most-note = { $most } of { $count } have "{ $value }" as their "{ $name }"
bulk-most-plan = { $most } of { $count } are on one plan: { $value }
bulk-most-source = { $most } of { $count } come from { $value }: { $name ->
    [inventory] bring it up to date first
   *[other] look at that account first
}
bulk-most-carrier = { $most } of { $count } are { $value }'s
bulk-most-rules = { $most } of { $count } go by the same rules: { $value }

## One plan for each group; where it depends on who can fix them, one for each of these

bulk-plan-of = { $fixer }: { $plan }
bulk-plan-nothing = Nothing to do. Dates that are coming stand on the first sheet.
bulk-plan-cancelled = They cannot be restored: replace the cards, and settle what was left on the plans with the supplier.
bulk-plan-carrier = One appeal for all: give the account manager (客户经理) the full card numbers, the devices' IMEIs and photos, what they're used for and where. Don't pay anything meanwhile.
bulk-plan-conflict = The facts don't agree: don't pay yet, have the platform check these cards.
bulk-plan-real_name = Have the people who use the cards do the real-name check; don't pay before it's through.
bulk-plan-real_name_pending = The real-name check is submitted: wait for the SMS, nothing to do again.
bulk-plan-pre_cancel = About to be cancelled: ask the carrier today to keep the numbers, and don't pay before that's confirmed.
bulk-plan-plan_expired = Renew, the nearest cancellation date first; where that date is past, confirm that the number still exists before paying.
bulk-plan-credit = The account is in arrears: the account holder settles the account. Add-ons for single cards don't replace that.
bulk-plan-rebind = Where the old device is at hand, put the card back; for the others, send the carrier one list of card numbers and devices' IMEIs to re-bind.
bulk-plan-test_rebind = { bulk-plan-rebind }
bulk-plan-device_mismatch = { bulk-plan-rebind }
bulk-plan-region = Bring the devices back into the allowed area; where they're needed elsewhere, ask the carrier once to change the area.
bulk-plan-platform = Stopped by the platform's manager: ask why, and have all of them resumed together.
bulk-plan-self_service = Suspended from the console: whoever manages the cards resumes them there in one batch.
bulk-plan-threshold = { $fixer ->
    [time] By the calendar they should be back; platforms can be a few days late. Restart the devices; what's still off after that goes to the platform. Don't pay meanwhile.
   *[owner] Raise the threshold above the usage first, then resume them in one batch.
}
bulk-plan-quota = { $fixer ->
    [owner] Cards in a unified pool can't be topped up: the account holder enlarges the pool once, or waits for the next cycle.
    [time] By the calendar they should be back; platforms can be a few days late. Restart the devices; what's still off after that goes to the platform. Don't pay meanwhile.
   *[user] Urgent ones: buy an add-on, valid to the end of the cycle. The others usually resume by themselves with the next cycle. Renew ended plans first.
}
bulk-plan-net_block = Still in use, only data are cut off: check the account holder's own switch and threshold, then ask the platform about all of them.
bulk-plan-unspecified = The platform gives no reason: send it the card numbers with the raw codes, and don't guess.
bulk-plan-offline = The platform sees no suspension: switch the devices off for a minute, then check signal and APN.
bulk-plan-quota_low = { $fixer ->
    [owner] The pool is running low: the account holder enlarges it in time.
   *[user] Data are running low: buy add-ons in time where they're needed, or wait for the next cycle.
}
bulk-plan-test_quota_low = Once the test data are used up the cards change their state, and some start billing: whoever manages them decides.
bulk-plan-plan_expiring = The plans end soon: renew those that are still needed before that day.

## Not checked

bulk-refused-twice = the same card as in row { $line }
bulk-refused-missing = no such card was found: a wrong number, cancelled, or with another platform
bulk-refused-no-number = no card number in this row

## What is said

bulk-title = Rows checked: { $rows }, cards not working: { $blocked }. The details are in the file
bulk-group = { $cause }: { $count } ({ $fixers })
bulk-refused = Rows that couldn't be checked: { $count }; the third sheet says why.
bulk-working = Checking
bulk-written = Written to { $file }
bulk-file = card-check
error-bulk = This list wasn't finished: the program stopped working on it. Send it again, or ask an administrator
