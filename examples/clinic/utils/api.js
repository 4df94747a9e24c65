const BASE = 'https://his.qingxi-clinic.example'

export function api(method, path, data) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: `${BASE}${path}`,
      method,
      data,
      success: ({ statusCode, data: body }) => (statusCode === 200 && body.errno === 0 ? resolve(body.data) : reject(new Error(body.errmsg || '请稍后再试'))),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
}

export const tell = (error) => wx.showToast({ title: error.message || '请稍后再试', icon: 'none' })
