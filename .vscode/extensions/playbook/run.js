'use strict';

const { execFile } = require('node:child_process');

const LARGEST = 64 << 20; // bytes that the command may print

/** run starts a command in a folder and returns the JSON that it prints. A check that finds something exits with 1 and prints it, too. */
function run([program, ...args], cwd, started) {
  return new Promise((resolve, reject) => {
    started(execFile(program, args, { cwd, maxBuffer: LARGEST, windowsHide: true }, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        const said = stderr.trim().split('\n').slice(0, 3).join(' ');
        reject(Object.assign(new Error(said || String(error?.message)), { code: error?.code }));
      }
    }));
  });
}

module.exports = { run };
