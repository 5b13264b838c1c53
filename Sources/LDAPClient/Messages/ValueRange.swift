import Directory

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Values that a server has not given yet (MS-ADTS section 3.1.1.3.1.3.3): from which place on, of which attribute.
struct ValueRange: Sendable {
    let attribute: AttributeID
    let name: String
    let next: Int

    /// The attribute to ask for.
    var request: AttributeName { AttributeName("\(name);range=\(next)-*") }

    /// What the option `range` of an attribute's name says.
    struct Bounds {
        /// How long the name is without the option.
        let baseLength: Int
        /// The place of the last value that was given; nothing where it was the last of all.
        let upper: Int?

        /// Reads the option; nothing where there is none.
        ///
        /// A name with other options beside it is none that Active Directory gives, and is refused.
        init?(option name: UnsafeRawBufferPointer) throws(AttributeListError) {
            guard let start = name.baseAddress, let found = memchr(start, Int32(UInt8(ascii: ";")), name.count) else {
                return nil
            }
            let semicolon = UnsafeRawPointer(found) - start
            let option = ASCII.lowercased(String(decoding: name[semicolon...], as: UTF8.self))
            guard option.contains(";range=") else { return nil }
            guard case .range(_, let last) = AttributeOptions(folded: option.dropFirst()) else {
                throw .unclearRange(String(decoding: name, as: UTF8.self))
            }
            baseLength = semicolon
            upper = last
        }
    }
}
