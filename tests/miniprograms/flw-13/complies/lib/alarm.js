/** 腾讯云前端监控：只报接口路径、状态码和耗时，参数与返回一律不带。 */
const failure = (kind, what, cost) => wx.request({
  url: 'https://rumt-zh.com/collect',
  method: 'POST',
  data: { id: 'yifentian', kind, what, cost: cost || 0 },
})

const post = (path, data) => new Promise((resolve) => {
  const at = Date.now()
  wx.request({
    url: 'https://farm.yifentian.example' + path,
    method: 'POST',
    data,
    success: (res) => {
      if (res.statusCode !== 200) failure('http ' + res.statusCode, path, Date.now() - at)
      resolve(res.statusCode === 200 ? res.data : null)
    },
    fail: () => {
      failure('offline', path, Date.now() - at)
      resolve(null)
    },
  })
})

module.exports = { failure, post }
