Page({
  data: { src: '' },
  onLoad({ u }) { this.setData({ src: u ? decodeURIComponent(u) : 'https://live.shanxianbus.example/eta' }) },
})
