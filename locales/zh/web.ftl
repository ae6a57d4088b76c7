### 网页和接口的报错

web-not-json = 请求要用 JSON（Content-Type: application/json）
web-too-large = 内容太长，最多 256 KiB
web-too-slow = 请求传得太慢，没收全
web-invalid-json = JSON 读不了
web-invalid-request = 请求里的 { $field } 不对
web-unauthorized = 没有密钥，或者密钥不对
web-too-many = 问得太快了，{ $seconds } 秒后再试
web-no-session = 页面太久没动了，刷新一下
web-no-such-page = 没有这个页面
web-wrong-method = 这个地址不支持这种请求
web-file-too-large = 文件太大，最多 20 MB，分成几个
web-key-required = 没设 SIMCLINIC_API_KEY，不能批量查卡
