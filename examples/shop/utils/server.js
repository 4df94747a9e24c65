const HOST = 'https://mall.shanye-stationery.example/api'

export const server = (method, path, data) =>
  new Promise((resolve, reject) => {
    wx.request({
      url: HOST + path,
      method,
      data,
      success: ({ statusCode, data: answer }) => {
        if (statusCode === 200 && answer.success) resolve(answer.result)
        else reject(new Error(answer?.message ?? '网络开小差了'))
      },
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })

export const complain = ({ message }) => wx.showToast({ title: message, icon: 'none' })
