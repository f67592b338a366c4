// SPDX-License-Identifier: Apache-2.0
// The smallest static program: what starting one costs.
int main(void) { return 0; }
