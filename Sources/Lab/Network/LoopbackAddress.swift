import Foundation

/// Finds a loopback address whose ports nobody uses, by taking them for a moment.
enum LoopbackAddress {
    /// The ports of a domain controller; Samba cannot be told others.
    static let domainController: [UInt16] = [389, 636, 3268, 3269]

    /// The first address of a network below 127.77 that is not taken and on which all these ports are free.
    static func free(_ network: UInt8, ports: [UInt16], taken: Set<String>) throws(LabError) -> String {
        for last in 10..<250 {
            let address = "127.77.\(network).\(last)"
            if !taken.contains(address), ports.allSatisfy({ isFree(address, $0) }) { return address }
        }
        throw LabError(.noAddress, "No address from 127.77.\(network).10 on has the ports \(ports) free.")
    }

    static func isFree(_ address: String, _ port: UInt16) -> Bool {
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        guard inet_pton(AF_INET, address, &name.sin_addr) == 1 else { return false }
        return withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
