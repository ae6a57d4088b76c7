### The web page: the words of its frame. Those of the answers stand in the other files
###
### They reach the page as they are, so none has a variable. The page puts the number of days in place of "%n".

page-title = SIM Clinic: what's wrong with an IoT card, and how to bring it back
page-description = Send the number of a Chinese IoT SIM card; read what's wrong, whether you can fix it, and how.
page-name = SIM Clinic
page-skip = Skip to the text box
page-switch = Language

page-hello = Card offline? Send its number
page-hello-what = You'll see at once what's wrong, whether you can fix it, and how.
page-hello-where = It's printed on the SIM, starts with 8986 and has 19 or 20 characters, letters are possible. Spaces and dashes don't matter, and several cards can go in one message.
page-support = Talk to a person:

## Writing

page-box = Card number or question
page-box-hint = Card number or question
page-box-keys = Enter sends, Shift and Enter starts a new line
page-send = Send

## The talk

page-talk = Conversation
page-mine = You sent
page-waiting = Checking
page-unsent = Not sent
page-refused = This one couldn't be handled
page-retry = Try again
page-offline = You're offline. Messages go out once you're back
page-online = Back online
page-over = Start over
page-over-done = The conversation is cleared
page-copy = Copy number
page-copied = Copied
page-clip = Send the agent a picture
page-photo = A picture from the agent
page-lost = The picture wasn't sent; choose it again
page-picture-too-large = The picture is too large: at most 5 MB
page-new-window = (opens a new window)

## Demo cards, by what is wrong

page-demo = No number at hand? Try a demo card
page-demo-open = Demo cards
page-demo-close = Close
page-group-working = Still working
page-group-new = In test, or never used
page-group-data = Data used up
page-group-device = Other device, or outside its area
page-group-name = No real-name check
page-group-others = Stopped by the carrier, the platform or a manager
page-group-ended = Plan ended, or cancelled
page-group-clash = Facts that disagree

## The life of a card

page-life = The life of a card
page-here = You are here:
page-today = today
page-state-testing = Testing
page-state-unused = Unused
page-state-active = In use
page-state-suspended = Suspended
page-state-stopped = Stopped
page-state-cancelled = Cancelled
page-event-test_end = test period ends at the latest
page-event-forced_activation = activated by force at the latest
page-event-cycle_end = new billing cycle
page-event-plan_expiry = plan ends
page-event-auto_cancel = cancelled by itself
page-days-0 = today
page-days-1 = in 1 day
page-days-many = in %n days
