const LOG = ['七天前下种，浇了三次，昨天间苗。', '打了下部老叶，搭架一人高，有蚜虫两片。', '上茬是豌豆，翻过土，底肥是羊粪。']

Page({ data: { log: '' }, onLoad({ n }) { this.setData({ log: LOG[Number(n) || 0] }) } })
