const moment = require('../../moment')
const trackers = require('../../trackers')
const { post } = require('../../server')

Page({
  data: { asking: false, books: [] },
  onLoad() {
    post('/shelf', {}, ({ books }) => this.setData({ books }))
    wx.getPrivacySetting({ success: ({ needAuthorization }) => this.setData({ asking: needAuthorization }) })
  },
  agree() {
    this.setData({ asking: false })
    if (moment === 'agreed') trackers.start()
  },
  refuse() {
    this.setData({ asking: false })
  },
  open({ currentTarget }) {
    wx.navigateTo({ url: `/pages/book/book?name=${currentTarget.dataset.name}` })
  },
  read() {
    wx.navigateTo({ url: '/pages/privacy/privacy' })
  },
})
