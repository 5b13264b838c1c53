/// A fault that somebody has ordered: it waits in the tenant's store until enough changes have been offered.
public struct OrderedFault: Sendable, Hashable, Codable {
    /// What goes wrong.
    public let fault: TenantFault
    /// How many changes pass before it; repeated ones count anew.
    public private(set) var after: Int
    /// How many requests it hits then, one after another.
    public private(set) var times: Int

    /// The most changes and requests that one order may speak of.
    public static let most = 1_000_000_000

    /// Orders a fault; numbers below what makes sense are raised to it.
    public init(_ fault: TenantFault, after: Int = 0, times: Int = 1) {
        self.fault = fault
        self.after = min(max(0, after), Self.most)
        self.times = min(max(1, times), Self.most)
    }

    /// Lets a request with so many changes pass; gives the place of the change that is hit.
    fileprivate mutating func offer(_ count: Int) -> Int? {
        guard after < count else {
            after -= count
            return nil
        }
        defer { after = 0 }
        return after
    }

    fileprivate mutating func spend() { times -= 1 }
    fileprivate var isSpent: Bool { times <= 0 }
}

extension [OrderedFault] {
    /// The fault that hits a request with so many changes, and at which of them: the first place, and there the first order.
    ///
    /// What else would hit it hits the next request.
    mutating func next(_ count: Int) -> (fault: TenantFault, place: Int)? {
        guard count > 0 else { return nil }
        var hit: (order: Int, place: Int)?
        for order in indices {
            guard let place = self[order].offer(count), place < hit?.place ?? count else { continue }
            hit = (order, place)
        }
        guard let hit else { return nil }
        self[hit.order].spend()
        let fault = self[hit.order].fault
        removeAll(where: \.isSpent)
        return (fault, hit.place)
    }
}
