### The states of a card: name, first line, what comes next; about and way answer "what is ..."

state-testing =
    .name = testable (可测试, test period)
    .verdict = Test period: the card works, { $allowance ->
        [unknown] with some test data (how much isn't published)
       *[other] with { $allowance } of test data in all
    }
    .verdict-soon = Test period, ending soon. After it the card goes silent (未使用); a device that goes online then activates it and starts billing
    .next = The card moves on by itself when the test data are used up or the period ends.
    .about = The card is on trial with a little free data; no plan is running yet.
    .way = Nothing to fix. It moves on by itself when the test data are used up or the period ends.
state-unused =
    .name = not in use (未使用, silent period)
    .verdict = Not in use yet, and nothing is wrong: plug it in, go online, and it activates
    .verdict-soon = Not in use yet, and soon activated by force (强制激活): billing starts then, used or not
    .next = Activation starts billing, for the whole current cycle.
    .about = It has never been used, and no plan is running. Left too long, the system activates it by force.
    .way = Nothing to fix: plug it in and go online. A card that needs a real name is verified first.
state-active =
    .name = in use (使用中)
    .verdict = In use, and the platform sees no problem
    .verdict-unsure = In use, but not everything could be checked
    .next = Device still offline? It's most likely the device, the signal or the APN: switch it off for a minute first.
    .about = The card is open and its plan is running. It may still be without data: cut off, in another device, or offline.
    .way = Nothing to fix on the platform. No connection? Switch the device off for a minute, then send the card number.
state-partial =
    .name = partly in use (部分使用中)
    .verdict = Partly in use: some numbers of this multi-network card work, some don't
    .verdict-soon = { state-partial.verdict }
    .next = Which one works, the platform doesn't say. If you're online, leave it; if not, ask your seller which number is down.
    .about = One card with numbers of several carriers; some work, some are suspended.
    .way = If you're online, leave it; if not, ask your seller which number is down.
state-suspended =
    .name = suspended (已停用)
    .about = The card was suspended and can usually be brought back. There are several kinds: data used up, no real name, another device, carrier control, switched off by its manager, a limit reached.
    .way = It depends on the kind. Send the card number to see who can lift it, and how.
state-stopped =
    .name = stopped, plan ended (已停机)
    .about = The plan ended and wasn't renewed. The number is kept for a while: { $cancel_days ->
        [unknown] without a renewal it's cancelled by itself
       *[other] { DAYS($cancel_days) } after the end it's cancelled by itself
    }.
    .way = Renew before the automatic cancellation, and the number is kept.
state-cancelled =
    .name = cancelled (已销户)
    .about = The number has been taken back and the card is void.
    .way = It cannot be restored; you need a new card. Ask your seller about what was left on the plan.
