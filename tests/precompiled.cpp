// SPDX-License-Identifier: Apache-2.0
// The program whose headers all tests share (tests/CMakeLists.txt); it is never run.
int main() {}
