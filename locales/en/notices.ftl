### Notices that answers carry, the figures, and the way to the staff page

label-notice = Notice

notice-added = Notice { $number } is posted: { $affects }
notice-added-how = Every answer it affects carries it from now on, until /notice end { $number }.
notice-ended = Notice { $number } is withdrawn
notice-none = There is no notice { $number } in force
notice-not-read = This notice can't be posted yet: what does it affect, and what does it say?
notice-how = To post one: /notice onelink OneLink is slow today | 今天 OneLink 慢. The first word is one of: { $names }. To withdraw it: /notice end and its number.
notice-list = The notices that are posted
notice-list-empty = No notice is posted
notice-line = { $number } · { $affects } · { $text }
notice-number = number
notice-affects = affects
notice-text = text
notice-since = from
notice-until = until
notice-unwritten = Write the notice: --zh, --en or both
notice-unknown-scope = A notice affects one of these: { $names }

stats-title = The figures
stats-today = Today
stats-days = Last { $days } days
stats-look-ups = Look-ups
stats-people = People
stats-cause = Cause: { $cause }
stats-alone = Solved without a person
stats-cases = Cases
stats-answered-in = First answer (median)
stats-closed-in = Closed (median)
stats-stars = Stars
stats-wait = { $hours } h { $minutes } min
stats-day = day
stats-figure = figure
stats-value = value
stats-written = Figures of { $days } days written to { $file }

desk-link = The staff page is one tap away
desk-link-how = The link signs you in once and works for 10 minutes. Don't pass it on.
desk-link-here = On this machine: { $link }
button-desk = Open the staff page
desk-not-staff = Not staff yet, so invite them first: { $person }
