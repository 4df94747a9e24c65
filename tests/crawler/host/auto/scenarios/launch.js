// As a test script starts the vendor's tool: node launch.js CLI PROJECT
const { automator, outcome } = require('./common');

(async () => {
  const [cliPath, projectPath] = process.argv.slice(2);
  const client = await automator.launch({ cliPath, projectPath, trustProject: true, timeout: 120000 });
  const path = await outcome(async () => (await client.currentPage()).path);
  await client.close();
  console.log(JSON.stringify({ path }));
})();
