// SPDX-License-Identifier: Apache-2.0
#include "imports.hpp"

#include <algorithm>
#include <span>
#include <string_view>

namespace walletauth::conformance {
namespace {

// Words between spaces, by topic.

/// Processes, networks, code from elsewhere, and state of the whole process.
constexpr std::string_view forbidden =
    " clone daemon execl execle execlp execv execve execveat execvp execvpe fexecve fork popen "
    "posix_spawn posix_spawnp ptrace system vfork wait wait3 wait4 waitid waitpid "
    " accept accept4 bind connect getaddrinfo gethostbyaddr gethostbyname gethostbyname2 "
    "gethostbyname_r getifaddrs getnameinfo listen recv recvfrom recvmmsg recvmsg res_query "
    "res_search send sendmmsg sendmsg sendto socket socketpair "
    " dlmopen dlopen pthread_atfork "
    " alarm bsd_signal kill killpg pthread_kill pthread_sigmask setitimer sigaction signal "
    "sigprocmask sigqueue tgkill timer_create "
    " chdir chroot clearenv fchdir fesetround nice prctl putenv sched_setaffinity setenv setlocale "
    "setpriority setrlimit umask unsetenv uselocale "
    " initstate seed48 setstate srand srand48 srandom "
    " secp256k1_context_clone secp256k1_context_create secp256k1_context_preallocated_create "
    "secp256k1_context_randomize secp256k1_context_set_error_callback "
    "secp256k1_context_set_illegal_callback sodium_init sodium_set_misuse_handler ";

/// State of the module: it is written at first use, or there is one of each thread.
constexpr std::string_view state =
    " __cxa_guard_acquire __cxa_thread_atexit __cxa_thread_atexit_impl __tls_get_addr "
    "call_once pthread_getspecific pthread_key_create pthread_once pthread_setspecific tss_create ";

/// Files, clocks, environment, locales, randomness, threads, output: a runtime may bring them, a
/// scheme not.
constexpr std::string_view surroundings =
    " access creat dup dup2 dup3 faccessat fcntl fdopen fgetc fgets fopen fread freopen fscanf "
    "fstat fstatat fxstat fxstatat getc getchar getcwd getline ioctl lstat lxstat mkdir mkstemp "
    "open openat opendir pipe pipe2 poll ppoll pread pselect read readdir readlink readv realpath "
    "remove rename rmdir scanf select stat statx tmpfile unlink unlinkat xstat "
    " __fxstat __fxstatat __lxstat __xstat "
    " clock clock_gettime clock_nanosleep ftime gettimeofday localtime localtime_r mktime "
    "nanosleep "
    "sleep thrd_sleep time times timespec_get tzset usleep "
    " __environ environ getenv gethostname getpid getppid getrusage gettid isatty secure_getenv "
    "sysinfo uname "
    " duplocale freelocale localeconv newlocale nl_langinfo strcoll strcoll_l strftime strftime_l "
    "strxfrm strxfrm_l "
    " arc4random arc4random_buf arc4random_uniform drand48 getentropy getrandom lrand48 mrand48 "
    "rand random randombytes randombytes_buf randombytes_random randombytes_uniform "
    " pthread_create thrd_create "
    " dprintf fprintf fputc fputs fputwc fputws fwprintf fwrite openlog perror printf putc putchar "
    "puts pwrite stderr stdin stdout syslog vdprintf vfprintf vprintf vsyslog wprintf write writev "
    " __assert_fail _exit abort dlsym exit quick_exit raise syscall ";

/// What C++ brings: mangled names by what they begin with, since versions differ in the rest.
struct Mangled {
    std::string_view start;
    std::string_view name;
};

constexpr Mangled forbidden_mangled[]{
    {"_ZNSt6locale6global", "std::locale::global"},
    {"_ZNSt10filesystem12current_pathERK", "std::filesystem::current_path(path)"},
};

constexpr Mangled surroundings_mangled[]{
    {"_ZNSt6chrono", "std::chrono"},
    {"_ZNSt11this_thread11__sleep_for", "std::this_thread::sleep_for"},
    {"_ZNSt13random_device", "std::random_device"},
    {"_ZNSt6thread15_M_start_thread", "std::thread"},
    {"_ZNSt13basic_filebuf", "std::basic_filebuf"},
    {"_ZNSt13basic_fstream", "std::fstream"},
    {"_ZNSt14basic_ifstream", "std::ifstream"},
    {"_ZNSt14basic_ofstream", "std::ofstream"},
    {"_ZNSt6localeC1EPKc", "std::locale(name)"},
    {"_ZNSt6localeC1Ev", "std::locale()"},
    {"_ZNSt6locale7classicEv", "std::locale::classic"},
    {"_ZNSt7__cxx1118basic_stringstream", "std::stringstream"},
    {"_ZNSt7__cxx1119basic_istringstream", "std::istringstream"},
    {"_ZNSt7__cxx1119basic_ostringstream", "std::ostringstream"},
    {"_ZNSt10filesystem10remove_all", "std::filesystem::remove_all"},
    {"_ZNSt10filesystem12current_pathB5cxx11", "std::filesystem::current_path"},
    {"_ZNSt10filesystem14symlink_status", "std::filesystem::symlink_status"},
    {"_ZNSt10filesystem6remove", "std::filesystem::remove"},
    {"_ZNSt10filesystem6rename", "std::filesystem::rename"},
    {"_ZNSt10filesystem6status", "std::filesystem::status"},
    {"_ZNSt10filesystem9file_size", "std::filesystem::file_size"},
    {"_ZNSt10filesystem7__cxx1118directory_iterator", "std::filesystem::directory_iterator"},
    {"_ZNSt10filesystem7__cxx1128recursive_directory_iterator",
     "std::filesystem::recursive_directory_iterator"},
    {"_ZSt3cin", "std::cin"},
    {"_ZSt4wcin", "std::wcin"},
    {"_ZSt4cout", "std::cout"},
    {"_ZSt4cerr", "std::cerr"},
    {"_ZSt4clog", "std::clog"},
    {"_ZSt5wcout", "std::wcout"},
    {"_ZSt5wcerr", "std::wcerr"},
    {"_ZSt5wclog", "std::wclog"},
};

bool is_in(std::string_view words, std::string_view name) {
    return words.contains(' ' + std::string{name} + ' ');
}

/// The name in the source of what a header renamed: __fprintf_chk and __open64_2 are those of
/// _FORTIFY_SOURCE, __isoc99_fscanf of a C standard, stat64 of large files.
std::string_view plain(std::string_view name) {
    for (const std::string_view start : {"__isoc99_", "__isoc23_"}) {
        if (name.starts_with(start)) name.remove_prefix(start.size());
    }
    for (const std::string_view end : {"_chk", "_2"}) {
        if (!name.starts_with("__") || !name.ends_with(end)) continue;
        name.remove_prefix(2);
        name.remove_suffix(end.size());
    }
    if (name.ends_with("64")) name.remove_suffix(2);
    return name;
}

/// What the report calls an import of that list; empty if the list does not have it.
std::string_view found_in(std::string_view words, std::span<const Mangled> mangled,
                          std::string_view import) {
    if (is_in(words, import) || is_in(words, plain(import))) return import;
    const auto known = std::ranges::find_if(
        mangled, [&](const Mangled &each) { return import.starts_with(each.start); });
    return known == mangled.end() ? std::string_view{} : known->name;
}

struct Kind {
    std::string_view words;
    std::span<const Mangled> mangled;
    std::string_view expected;
};

constexpr Kind kinds[]{
    {forbidden, forbidden_mangled, "nothing of processes, networks, or the state of the host"},
    {state, {}, "no variable that is made at first use or once a thread"},
    {surroundings, surroundings_mangled,
     "nothing of files, clocks, environment, locales, randomness, threads or output"},
};

/// By the name that the report gives it, or that the compiler gives it.
bool is_allowed(const std::vector<std::string> &allowed, std::string_view import,
                std::string_view name) {
    return std::ranges::any_of(allowed, [&](const std::string &each) {
        return each == import || each == name || each == plain(import);
    });
}

class Judge {
  public:
    explicit Judge(const std::vector<std::string> &allowed) : allowed_(allowed) {}

    void judge(std::string_view import, std::string_view name, std::string_view expected) {
        if (name.empty() || std::ranges::find(seen_, name) != seen_.end()) return;
        seen_.emplace_back(name);
        if (is_allowed(allowed_, import, name)) {
            auto &note = result_.note;
            note += (note.empty() ? "allowed by --allow-import: " : ", ") + std::string{name};
            return;
        }
        result_.outcome = Outcome::fail;
        ++result_.count;
        result_.findings.push_back({"pure", "", "read the module's imports", std::string{expected},
                                    std::string{name} +
                                        "; if a language's runtime brings it: "
                                        "--allow-import '" +
                                        std::string{name} + '\''});
    }
    [[nodiscard]] CheckResult result() && { return std::move(result_); }

  private:
    const std::vector<std::string> &allowed_;
    std::vector<std::string> seen_;
    CheckResult result_{"imports"};
};

} // namespace

CheckResult check_imports(const ModuleInfo &module, bool has_thread_storage,
                          const std::vector<std::string> &allowed, bool sanitized) {
    Judge judge(allowed);
    for (const auto &kind : std::span{kinds}.first(sanitized ? 1 : std::size(kinds))) {
        for (const auto &import : module.imports)
            judge.judge(import, found_in(kind.words, kind.mangled, import), kind.expected);
    }
    if (has_thread_storage && !sanitized) {
        judge.judge(thread_storage_name, thread_storage_name,
                    "no segment of variables of the kind thread_local");
    }
    return std::move(judge).result();
}

} // namespace walletauth::conformance
