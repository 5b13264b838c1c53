import Foundation

/// The append-only list of attribute names that packed entries refer to by number.
///
/// One table belongs to one store: a number, once given, never changes its meaning, so that bytes written in one run
/// can be read in the next. Safe to use from any task.
///
/// `@unchecked Sendable`: every access to `state` is inside `lock`. `Synchronization.Mutex` would not need the
/// attribute, but on Linux the thread sanitizer cannot see it.
public final class AttributeTable: @unchecked Sendable {
    private struct State {
        var names: [AttributeName] = []
        var numbers: [String: AttributeID] = [:]
        /// Nothing after a name has come.
        var order: AttributeOrder?
    }

    private let lock = NSLock()
    private var state = State()

    /// The most names a table can hold.
    public static let capacity = Int(UInt16.max)

    /// Makes a table that holds these names in this order; a repeated name keeps its first number.
    public init(_ names: [AttributeName] = []) {
        for name in names { _ = identifier(for: name) }
    }

    /// The number of a name, given now if it had none; nothing when the table is full.
    public func identifier(for name: AttributeName) -> AttributeID? {
        lock.withLock {
            if let known = state.numbers[name.folded] { return known }
            guard state.names.count < Self.capacity else { return nil }
            let number = AttributeID(rawValue: UInt16(state.names.count))
            state.names.append(name)
            state.numbers[name.folded] = number
            state.order = nil
            return number
        }
    }

    /// The number of a name that is already in the table.
    public func existing(_ name: AttributeName) -> AttributeID? {
        lock.withLock { state.numbers[name.folded] }
    }

    /// The name behind a number, or nothing when it was never given.
    public func name(of identifier: AttributeID) -> AttributeName? {
        lock.withLock {
            Int(identifier.rawValue) < state.names.count ? state.names[Int(identifier.rawValue)] : nil
        }
    }

    /// All names in the order of their numbers.
    public var names: [AttributeName] { lock.withLock { state.names } }

    /// The attributes in the order of their names; worked out anew only after a name has come.
    public var order: AttributeOrder {
        lock.withLock {
            if let known = state.order { return known }
            let order = AttributeOrder(state.names)
            state.order = order
            return order
        }
    }

    /// How many names the table holds.
    public var count: Int { lock.withLock { state.names.count } }
}
