module.exports = 'launch'
