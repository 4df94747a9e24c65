Page({
  data: {
    books: [
      { name: '好饿的毛毛虫', age: '二至四岁', left: 3 },
      { name: '团圆', age: '四至六岁', left: 1 },
      { name: '一园青菜成了精', age: '三至六岁', left: 2 },
      { name: '别让鸽子开巴士', age: '三至五岁', left: 0 },
    ],
    only: false,
  },
  only() { this.setData({ only: !this.data.only }) },
})
