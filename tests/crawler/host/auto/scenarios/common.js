// One scenario with the official client: `node <scenario>.js ADDRESS`, the answers as one JSON object on stdout.
const automator = require(process.env.AUTOMATOR);

/** What a piece of work came to; a failure as {failed: its message}. */
const outcome = async (work) => {
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error('no answer in 20 s')), 20000).unref(); });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    return { failed: error.message };
  }
};

module.exports = { automator, outcome };

/** `steps(client, page)` gives {name: work}; they run one after the other on a home page opened anew. */
module.exports.run = async (steps) => {
  const client = await automator.connect({ wsEndpoint: process.argv[2] });
  await client.callWxMethod('reLaunch', { url: '/pages/home/home' });
  const page = await client.currentPage();
  const found = {};
  for (const [name, work] of Object.entries(steps(client, page))) found[name] = await outcome(work);
  client.disconnect();
  console.log(JSON.stringify(found));
};
