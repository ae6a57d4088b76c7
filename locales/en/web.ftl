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
web-file-too-large = The file is too large: at most 20 MB; split it
web-key-required = Lists are checked only where SIMCLINIC_API_KEY is set
