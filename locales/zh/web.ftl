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
web-picture-too_large = 图片太大，最多 5 MB
web-picture-no_picture = 这不是图片。能收 JPEG、PNG、WebP、GIF
web-picture-lost = 这张图片现在拿不到
web-picture-nobody = 现在没有客服看，或者图片已经发得太多，图片没发出去
web-file-too-large = 文件太大，最多 20 MB，分成几个
web-list-progress = 查了 { $rows } 行 · 文件的 { $percent }%
web-list-too-many = 一次最多五份表，先保存或丢掉一份
web-list-gone = 这份表不在了：已经停掉，或者过了 15 分钟
web-key-required = 没设 SIMCLINIC_API_KEY，不能批量查卡
