import games from '../../data/games'

Page({
  data: { list: Object.entries(games).map(([id, { name }]) => ({ id, name })) },
})
