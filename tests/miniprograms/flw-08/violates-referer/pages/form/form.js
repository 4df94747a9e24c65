Page({
  data: { src: '' },
  onLoad({ q }) { this.setData({ src: 'https://book.qingwa-house.example/calendar.html?' + decodeURIComponent(q || '') }) },
})
