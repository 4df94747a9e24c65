'use strict'
const books = [
  ['活着', '余华', '一个人一生的故事，一九九二年首发于《收获》。'],
  ['三体', '刘慈欣', '地球文明与三体文明的信息交流与生死搏杀。'],
  ['平凡的世界', '路遥', '黄土高原上两代人的奋斗与爱情。'],
  ['边城', '沈从文', '湘西小城茶峒，翠翠与渡船的故事。'],
  ['城南旧事', '林海音', '英子眼中二十年代末的北京。'],
  ['The Hobbit', 'J.R.R. Tolkien', 'In a hole in the ground there lived a hobbit.'],
].map((b, i) => ({ id: i + 1, t: b[0], a: b[1], d: b[2] }))
exports.books = books
exports.createPage = function (vm) {
  const o = Object.assign({ data: vm.data ? vm.data() : {} }, vm.methods || {})
  ;['onLoad', 'onShow', 'onPullDownRefresh'].forEach((k) => {
    if (vm[k]) o[k] = vm[k]
  })
  Page(o)
}
exports.nav = function (url) {
  if (/book/.test(url)) {
    const n = (+wx.getStorageSync('v') || 0) + 1
    wx.setStorageSync('v', n)
    if (n > 2 && !wx.getStorageSync('u')) {
      return wx.navigateTo({ url: '/pkg/signin/index?back=' + encodeURIComponent(url) })
    }
  }
  wx.navigateTo({ url })
}
