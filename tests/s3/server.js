// An S3-compatible server on a free port of this machine, with the bucket `photos` in the folder of the first argument.
// Prints its address and ends with its standard input. The only access key that it knows is S3RVER; signatures of
// version 4 are not computed anew.
const S3rver = require("s3rver");

const server = new S3rver({
  address: "127.0.0.1",
  port: 0,
  directory: process.argv[2],
  silent: true,
  configureBuckets: [{ name: "photos" }],
});
server.run().then(({ address, port }) => console.log(`http://${address}:${port}`));
process.stdin.resume().on("end", () => process.exit());
