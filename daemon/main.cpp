// SPDX-License-Identifier: Apache-2.0
// walletauthd: reads its settings, serves, and reads them again on SIGHUP.
#include "advice.hpp"
#include "app.hpp"
#include "line_writer.hpp"
#include "server.hpp"

#include <walletauth/signin/clock.hpp>

#ifdef WALLETAUTH_HAS_RESOLVER
#include <walletauth/every_chain_nodes.hpp>
#include <walletauth/resolver.hpp>
#endif

#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <span>

#include <sys/resource.h>
#include <unistd.h>

namespace walletauth::daemon {
namespace {

constexpr std::chrono::seconds grace{10};

void say(const std::string &line) {
    static LineWriter log{STDERR_FILENO, [](std::size_t lost) {
                              return "walletauthd: " + std::to_string(lost) +
                                     " lines were lost: nobody read standard error";
                          }};
    log.write("walletauthd: " + line);
}

/// An audit line. Where nobody reads standard output any more, or its disk is full, the log has it.
void write_audit(const std::string &line) {
    static LineWriter out{STDOUT_FILENO,
                          [](std::size_t lost) {
                              const auto now = signin::system_clock()().time_since_epoch().count();
                              return "{\"time\":" + std::to_string(now) +
                                     ",\"event\":\"lost\",\"lines\":" + std::to_string(lost) + '}';
                          },
                          [](std::string_view line) {
                              say("standard output did not take an audit line: " +
                                  std::string{line});
                          }};
    out.write(line);
}

#ifdef WALLETAUTH_HAS_RESOLVER
using Nodes = std::unique_ptr<Resolver>;
std::expected<Nodes, std::string> open_nodes(const std::string &file) {
    if (file.empty()) return nullptr;
    ResolverOptions options;
    options.chains = every_chain_nodes();
    options.log = [](const ResolverLog &log) { say("nodes: " + log.line()); };
    auto resolver = Resolver::open(file, std::move(options));
    if (!resolver) return std::unexpected("endpoints: " + resolver.error().message());
    return std::move(*resolver);
}
#else
using Nodes = std::nullptr_t;
std::expected<Nodes, std::string> open_nodes(const std::string &file) {
    if (file.empty()) return nullptr;
    return std::unexpected(std::string{"endpoints: this build has no resolver"});
}
#endif

/// Why these settings need a new process: what they name is opened at the start alone.
std::optional<std::string> needs_restart(const Settings &settings, const Settings &started,
                                         const Lasting &lasting) {
    if (settings.store != lasting.settings || settings.nonce_keys != lasting.nonce_file ||
        settings.seal_keys != lasting.seal_file)
        return "the store and its keys are read at start alone, so restart";
    if (settings.listen != started.listen || settings.internal_listen != started.internal_listen)
        return "the addresses to listen on are read at start alone, so restart";
    if (settings.endpoints != started.endpoints)
        return "which file of endpoints is read is decided at start alone, so restart";
    return std::nullopt;
}

/// Whether these nodes are asked about a chain.
HasNodes asked_about([[maybe_unused]] const Nodes &nodes) {
#ifdef WALLETAUTH_HAS_RESOLVER
    if (nodes != nullptr) return [&nodes](std::string_view chain) { return nodes->knows(chain); };
#endif
    return [](std::string_view) { return false; };
}

/// The file of endpoints again, for the new settings; an error, and the old ones go on.
std::expected<void, std::string> reload_nodes([[maybe_unused]] const Nodes &nodes,
                                              const Parts &parts) {
#ifdef WALLETAUTH_HAS_RESOLVER
    if (nodes != nullptr) {
        const auto done = nodes->reload([&](std::span<const std::string> chains) {
            return fault_without_nodes(parts, [&](std::string_view chain) {
                return std::ranges::find(chains, chain) != chains.end();
            });
        });
        if (!done) return std::unexpected("endpoints: " + done.error().message());
        return {};
    }
#endif
    if (auto fault = fault_without_nodes(parts, asked_about(nodes)); !fault.empty())
        return std::unexpected(std::move(fault));
    return {};
}

void say_warnings(const Parts &parts, const Nodes &nodes) {
    for (const auto &line : warnings_of(parts, asked_about(nodes)))
        say("warning: " + line);
}

/// The new settings and endpoints, unless they are wrong or want another store: then the old ones
/// go on, all of them.
void reload(const std::string &file, App &app, const Settings &started, const Nodes &nodes) {
    const auto keep = [](const std::string &why) { say("kept the old settings: " + why); };
    auto settings = read_settings_file(file);
    if (!settings) return keep(settings.error());
    if (const auto why = needs_restart(*settings, started, app.lasting())) return keep(*why);
    auto parts = make_parts(std::move(*settings), app.lasting());
    if (!parts) return keep(parts.error());
    if (const auto done = reload_nodes(nodes, **parts); !done) return keep(done.error());
    say_warnings(**parts, nodes);
    app.replace(std::move(*parts));
    say("read its settings again");
}

/// Each connection takes a descriptor. Shells and systemd give 1,024, and let a process have more.
/// Where it may not have enough, fewer connections are open at once: else strangers could take the
/// last one, and neither the proxy's connections nor stores, nodes and files had any.
ServerLimits limits_of_descriptors() {
    ServerLimits limits;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return limits;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return limits;
    // For stores and nodes as many as requests may wait for them, and some for files.
    const std::size_t others = limits.blocking + 64;
    const std::size_t all = limit.rlim_cur;
    const auto most = all > 2 * others ? all - others : all / 2;
    if (most >= limits.connections) return limits;
    const bool is_scarce = most < limits.connections / 2;
    limits.connections = most;
    if (!is_scarce) return limits;
    say("serves at most " + std::to_string(most) + " connections at once, as the limit is " +
        std::to_string(all) + " open files: raise it (systemd: LimitNOFILE, shell: ulimit -n)");
    return limits;
}

/// Says so where the store is not there yet: what needs it is 503 until it is.
void say_if_down(signin::ReplayStore &store) {
    if (const auto asked = store.generation(); !asked)
        say("the store can't be asked, and is tried again with each request: " + asked.error());
}

int serve(const std::string &file, const std::shared_ptr<const Parts> &parts, Lasting lasting,
          Nodes nodes) {
    AppOptions options;
    options.audit = write_audit;
    options.log = say;
    options.now = signin::system_clock();
#ifdef WALLETAUTH_HAS_RESOLVER
    if (nodes != nullptr) {
        options.evidence = [&nodes](std::string client) {
            return nodes->for_client(std::move(client));
        };
        options.has_nodes = asked_about(nodes);
        options.more_metrics = [&nodes] { return nodes->metrics(); };
    }
#endif
    Server *counted = nullptr;
    options.connections = [&counted] {
        return counted == nullptr ? std::size_t{0} : counted->connections();
    };
    (void)std::signal(SIGPIPE, SIG_IGN); // a closed pipe is an error of the stream
    App app{parts, std::move(lasting), std::move(options)};
    const auto limits = limits_of_descriptors();
    std::vector<Listener> listeners;
    for (const auto &address : parts->settings.listen)
        listeners.push_back({address, Side::open});
    for (const auto &address : parts->settings.internal_listen)
        listeners.push_back({address, Side::internal});
    auto server = Server::bind(listeners, limits, &App::body_limit,
                               [&app](const HttpRequest &request) { return app.handle(request); });
    if (!server) {
        say("listen: " + server.error());
        return 1;
    }
    counted = server->get();
    (*server)->on_signal({SIGHUP, SIGTERM, SIGINT}, [&](int number) {
        if (number == SIGHUP) return reload(file, app, parts->settings, nodes);
        say("ends: no new connections, " + std::to_string(grace.count()) +
            " s for those that are open");
        (*server)->stop(grace);
    });
    for (const auto &address : (*server)->addresses())
        say("listens on " + address);
    say_if_down(*app.lasting().store);
    (*server)->run();
    return 0;
}

int run(int count, char **arguments) {
    CLI::App cli{"Verifies signatures of wallets, and signs users in, over HTTP."};
    cli.set_version_flag("--version", "walletauthd " WALLETAUTH_VERSION);
    std::string file = "/etc/walletauth/walletauthd.toml";
    bool check = false;
    cli.add_option("--config", file, "settings (docs/daemon.md)")
        ->type_name("FILE")
        ->capture_default_str();
    cli.add_flag("--check", check, "read the settings and all that they name, and end");
    try {
        cli.parse(count, arguments);
    } catch (const CLI::ParseError &error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    auto settings = read_settings_file(file);
    if (!settings) {
        say(settings.error());
        return 1;
    }
    auto lasting =
        open_lasting(*settings, check ? StoreAtStart::must_answer : StoreAtStart::may_be_down);
    if (!lasting) {
        say(lasting.error());
        return 1;
    }
    const auto endpoints = settings->endpoints;
    auto parts = make_parts(std::move(*settings), *lasting);
    if (!parts) {
        say(parts.error());
        return 1;
    }
    auto nodes = open_nodes(endpoints);
    if (!nodes) {
        say(nodes.error());
        return 1;
    }
    if (const auto fault = fault_without_nodes(**parts, asked_about(*nodes)); !fault.empty()) {
        say(fault);
        return 1;
    }
    say_warnings(**parts, *nodes);
    if (check) {
        say(file + ": it can be served");
        return 0;
    }
    return serve(file, *parts, std::move(*lasting), std::move(*nodes));
}

} // namespace
} // namespace walletauth::daemon

int main(int count, char **arguments) try {
    return walletauth::daemon::run(count, arguments);
} catch (const std::exception &error) {
    std::cerr << "walletauthd: " << error.what() << '\n';
    return 1;
}
