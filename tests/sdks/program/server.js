const HOST = 'https://book.shiye-fang.example/v2'

function post(path, data, done) {
  wx.request({ url: HOST + path, method: 'POST', data, success: ({ data: answer }) => done(answer) })
}

module.exports = { post }
