import Directory
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Opens a socket to a server with a deadline; libldap's own connect cannot tell why it failed.
enum SocketConnector {
    static func connect(to endpoint: LDAPEndpoint) throws(LDAPError) -> Int32 {
        let deadline = ContinuousClock.now + endpoint.timeouts.connect
        return endpoint.url.scheme == .ldapi
            ? try connectLocally(endpoint, deadline) : try connectByName(endpoint, deadline)
    }

    private static func connectByName(
        _ endpoint: LDAPEndpoint,
        _ deadline: ContinuousClock.Instant
    )
        throws(LDAPError) -> Int32
    {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(endpoint.url.host, String(endpoint.url.port), &hints, &list)
        guard code == 0, let first = list else {
            throw LDAPError(
                .hostNotFound,
                "The host \(endpoint.url.host) is not known here (\(String(cString: gai_strerror(code)))). "
                    + "Check its name in the URL, and that this machine's DNS knows it.",
                at: endpoint
            )
        }
        defer { freeaddrinfo(first) }
        var failure = "no address"
        var current: UnsafeMutablePointer<addrinfo>? = first
        while let address = current {
            let info = address.pointee
            let descriptor = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
            if descriptor >= 0 {
                let error = attempt(descriptor, info.ai_addr, info.ai_addrlen, deadline)
                if error == 0 { return descriptor }
                close(descriptor)
                failure = String(cString: strerror(error))
                if error == ETIMEDOUT { break }
            }
            current = info.ai_next
        }
        throw unreachable(endpoint, failure)
    }

    private static func connectLocally(
        _ endpoint: LDAPEndpoint,
        _ deadline: ContinuousClock.Instant
    )
        throws(LDAPError) -> Int32
    {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(endpoint.url.host.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw LDAPError(.unreachable, "The socket's path is longer than the system allows.", at: endpoint)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        #if canImport(Glibc)
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw unreachable(endpoint, String(cString: strerror(errno))) }
        let error = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                attempt(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size), deadline)
            }
        }
        guard error == 0 else {
            close(descriptor)
            throw unreachable(endpoint, String(cString: strerror(error)))
        }
        return descriptor
    }

    /// Connects without blocking and waits for the outcome; gives 0 or an error number.
    private static func attempt(
        _ descriptor: Int32,
        _ address: UnsafePointer<sockaddr>?,
        _ length: socklen_t,
        _ deadline: ContinuousClock.Instant
    ) -> Int32 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        // Requests are small and wait for their answers: without this each of the first ones would lie here until the
        // server acknowledges the one before it, which it may put off for 40 ms. A local socket knows no such option.
        var isOn: Int32 = 1
        _ = setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
        defer { _ = fcntl(descriptor, F_SETFL, flags) }
        #if canImport(Glibc)
            let outcome = Glibc.connect(descriptor, address, length)
        #elseif canImport(Musl)
            let outcome = Musl.connect(descriptor, address, length)
        #else
            let outcome = Darwin.connect(descriptor, address, length)
        #endif
        if outcome == 0 { return 0 }
        guard errno == EINPROGRESS else { return errno }
        let left = deadline - .now
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard left > .zero, poll(&entry, 1, Int32(clamping: left.milliseconds)) > 0 else { return ETIMEDOUT }
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 else { return errno }
        return error
    }

    private static func unreachable(_ endpoint: LDAPEndpoint, _ reason: String) -> LDAPError {
        LDAPError(
            .unreachable,
            "No connection to \(endpoint.url): \(reason). "
                + "Check the host and port, that the server runs, and that no firewall stands between.",
            at: endpoint
        )
    }
}
