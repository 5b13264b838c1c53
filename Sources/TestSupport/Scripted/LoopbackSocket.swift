import Directory
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The few calls on sockets that servers of tests need; each blocks, so that it belongs on a thread of its own.
enum LoopbackSocket {
    struct Failure: Error {}

    /// The first byte of every LDAP message (RFC 4511 section 4.1.1), and of no record of TLS.
    static let messageTag: UInt8 = 0x30

    /// A socket that listens at a loopback address, and its port: a free one where none is given.
    static func listen(_ host: String = "127.0.0.1", _ port: UInt16 = 0) throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = stream()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        // A server that comes back to its port finds connections there that are not quite over.
        var isReused: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
        let port = withAddress(host, port) { address -> UInt16? in
            guard bind(descriptor, address, length) == 0, Self.begin(descriptor),
                getsockname(descriptor, address, &length) == 0
            else { return nil }
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
        guard let port else {
            close(descriptor)
            throw Failure()
        }
        return (descriptor, port)
    }

    /// A connection to an address.
    static func connect(_ host: String, _ port: UInt16) throws -> Int32 {
        let descriptor = stream()
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withAddress(host, port) { address in
            #if canImport(Glibc)
                Glibc.connect(descriptor, address, length)
            #elseif canImport(Musl)
                Musl.connect(descriptor, address, length)
            #else
                Darwin.connect(descriptor, address, length)
            #endif
        }
        guard code == 0 else {
            close(descriptor)
            throw Failure()
        }
        return descriptor
    }

    /// The next connection; nothing when the socket has been closed.
    static func accept(_ listener: Int32) -> Int32? {
        #if canImport(Glibc)
            let descriptor = Glibc.accept(listener, nil, nil)
        #elseif canImport(Musl)
            let descriptor = Musl.accept(listener, nil, nil)
        #else
            let descriptor = Darwin.accept(listener, nil, nil)
        #endif
        return descriptor >= 0 ? descriptor : nil
    }

    /// Sends everything; says whether the other side took it.
    static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                #if canImport(Glibc)
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                #elseif canImport(Musl)
                    Musl.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                #else
                    Darwin.send(descriptor, $0.baseAddress, $0.count, 0)
                #endif
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// What has come, at most some bytes; nothing when the other side has gone.
    static func receive(_ most: Int, from descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: most)
        let count = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, most, 0) }
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }

    /// Exactly so many bytes; nothing when the other side has gone before.
    static func receive(exactly count: Int, from descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let more = receive(count - bytes.count, from: descriptor) else { return nil }
            bytes += more
        }
        return bytes
    }

    /// Passes on whatever comes, until one of the two sides has gone.
    static func pass(from descriptor: Int32, to other: Int32) {
        while let bytes = receive(65_536, from: descriptor), send(bytes, to: other) {}
    }

    /// One whole LDAP message, or the first byte of what is none; nothing when the other side has gone.
    static func message(from descriptor: Int32) -> [UInt8]? {
        guard let first = receive(exactly: 1, from: descriptor) else { return nil }
        guard first == [messageTag] else { return first }
        guard let second = receive(exactly: 1, from: descriptor) else { return nil }
        var bytes = first + second
        if bytes[1] >= 0x80 {
            guard let more = receive(exactly: Int(bytes[1] & 0x7F), from: descriptor) else { return nil }
            bytes += more
        }
        guard let (length, _) = BERReader.length(bytes.dropFirst()),
            let content = receive(exactly: length, from: descriptor)
        else { return nil }
        return bytes + content
    }

    /// Ends both directions; a thread that waits in a call on the socket comes back.
    static func end(_ descriptor: Int32) { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Gives the descriptor back; only where no other thread uses it.
    static func close(_ descriptor: Int32) {
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
            _ = Musl.close(descriptor)
        #else
            _ = Darwin.close(descriptor)
        #endif
    }

    private static func stream() -> Int32 {
        #if canImport(Glibc)
            socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            socket(AF_INET, SOCK_STREAM, 0)
        #endif
    }

    private static func begin(_ descriptor: Int32) -> Bool {
        #if canImport(Glibc)
            Glibc.listen(descriptor, 16) == 0
        #elseif canImport(Musl)
            Musl.listen(descriptor, 16) == 0
        #else
            Darwin.listen(descriptor, 16) == 0
        #endif
    }

    private static func withAddress<R>(
        _ host: String,
        _ port: UInt16,
        _ body: (UnsafeMutablePointer<sockaddr>) -> R
    ) -> R {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &name.sin_addr)
        return withUnsafeMutablePointer(to: &name) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body) }
    }
}
