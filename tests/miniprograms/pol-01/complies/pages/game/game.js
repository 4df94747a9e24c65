import games from '../../data/games'

Page({
  data: {},
  onLoad({ id = 'opening' }) { this.setData(games[id] || games.opening) },
})
