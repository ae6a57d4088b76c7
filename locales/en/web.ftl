### Errors of the page and the API

web-not-json = The request must be JSON (Content-Type: application/json)
web-too-large = Too long: 256 KiB at most
web-too-slow = The request takes too long to arrive
web-invalid-json = The JSON cannot be read
web-invalid-request = The request's { $field } is wrong
web-unauthorized = The key is missing or wrong
web-too-many = Too many questions at once. Try again in { $seconds } seconds
web-no-session = The page has been idle for too long; reload it
web-no-such-page = There is no such page
web-wrong-method = This address doesn't take that kind of request
web-picture-too_large = The picture is too large: at most 5 MB
web-picture-no_picture = That's no picture. JPEG, PNG, WebP and GIF are taken
web-picture-lost = The picture can't be had now
web-picture-nobody = No agent is there to see it, or there are too many pictures already; it wasn't sent
web-file-too-large = The file is too large: at most 20 MB; split it
web-list-progress = Rows checked: { $rows } · { $percent }% of the file
web-list-too-many = Five lists are enough at a time: save or throw away one of them first
web-list-gone = This list is no longer there: it was stopped, or its 15 minutes are over
web-key-required = Lists are checked only where SIMCLINIC_API_KEY is set
