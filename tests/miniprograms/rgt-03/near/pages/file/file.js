const BASE = 'https://meal.haitang-service.example/v1'
let file = null

Page({
  data: { file: null, closed: false },
  onShow() { this.setData({ file }) },
  post(path, data, then) {
    wx.request({ url: BASE + path, method: 'POST', data, success: ({ statusCode, data: body }) => statusCode === 200 && then(body) })
  },
  register({ detail }) {
    if (detail.code) this.post('/files', { code: detail.code }, (body) => {
      file = body
      this.setData({ file })
    })
  },
  taste() {
    const list = ['少盐', '软烂', '不要辣', '正常']
    wx.showActionSheet({
      itemList: list,
      success: ({ tapIndex }) => this.post('/files/taste', { taste: list[tapIndex] }, () => this.setData({ 'file.taste': list[tapIndex] })),
    })
  },
  call() {
    wx.showModal({
      title: '换一个称呼',
      editable: true,
      placeholderText: '例如：王奶奶',
      success: ({ confirm, content }) => {
        if (confirm && content) this.post('/files/call', { call: content }, () => this.setData({ 'file.call': content }))
      },
    })
  },
  close() {
    wx.showModal({
      title: '注销登记',
      content: '注销后删除登记表，可以随时再来登记。',
      success: ({ confirm }) => { if (confirm) this.post('/files/close', {}, () => this.setData({ closed: true })) },
    })
  },
})
