# SPDX-License-Identifier: Apache-2.0
# For tools that insist on node-gyp. The build itself is CMakeLists.txt, run by cmake-js.
{
  "targets": [
    {
      "target_name": "bailiff",
      "type": "none",
      "actions": [
        {
          "action_name": "cmake-js",
          "inputs": ["CMakeLists.txt"],
          "outputs": ["build/native/Release/bailiff.node"],
          "action": ["node", "node_modules/cmake-js/bin/cmake-js", "compile", "-O", "build/native"]
        }
      ]
    }
  ]
}
