const TEXT = { 1: '口径十一厘米，透明釉下刷月白，微波炉可用。', 2: '高二十六厘米，铜红釉，窑变每件不同。', 3: '高九厘米，彩绘后低温复烧，可以刻字。' }

Page({ data: { text: '' }, onLoad({ id }) { this.setData({ text: TEXT[id] || TEXT[1] }) } })
