// Generated from proto/*.proto by proto/generate.sh; do not edit.
// SPDX-License-Identifier: Apache-2.0
import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace feeder. */
export namespace feeder {

    /**
     * Properties of a NonceMessage.
     * @deprecated Use feeder.NonceMessage.$Properties instead.
     */
    interface INonceMessage extends feeder.NonceMessage.$Properties {
    }

    /** Represents a NonceMessage. */
    class NonceMessage {

        /**
         * Constructs a new NonceMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: feeder.NonceMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NonceMessage nonce. */
        nonce: number;

        /**
         * Creates a new NonceMessage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NonceMessage instance
         */
        static create(properties: feeder.NonceMessage.$Shape): feeder.NonceMessage & feeder.NonceMessage.$Shape;
        static create(properties?: feeder.NonceMessage.$Properties): feeder.NonceMessage;

        /**
         * Encodes the specified NonceMessage message. Does not implicitly {@link feeder.NonceMessage.verify|verify} messages.
         * @param message NonceMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: feeder.NonceMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NonceMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {feeder.NonceMessage & feeder.NonceMessage.$Shape} NonceMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): feeder.NonceMessage & feeder.NonceMessage.$Shape;
    }

    namespace NonceMessage {

        /** Properties of a NonceMessage. */
        interface $Properties {

            /** NonceMessage nonce */
            nonce?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NonceMessage. */
        type $Shape = feeder.NonceMessage.$Properties;
    }

    /**
     * Properties of a ReplyMessage.
     * @deprecated Use feeder.ReplyMessage.$Properties instead.
     */
    interface IReplyMessage extends feeder.ReplyMessage.$Properties {
    }

    /** Represents a ReplyMessage. */
    class ReplyMessage {

        /**
         * Constructs a new ReplyMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: feeder.ReplyMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReplyMessage Retval. */
        Retval: number;

        /**
         * Creates a new ReplyMessage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReplyMessage instance
         */
        static create(properties: feeder.ReplyMessage.$Shape): feeder.ReplyMessage & feeder.ReplyMessage.$Shape;
        static create(properties?: feeder.ReplyMessage.$Properties): feeder.ReplyMessage;

        /**
         * Encodes the specified ReplyMessage message. Does not implicitly {@link feeder.ReplyMessage.verify|verify} messages.
         * @param message ReplyMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: feeder.ReplyMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReplyMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {feeder.ReplyMessage & feeder.ReplyMessage.$Shape} ReplyMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): feeder.ReplyMessage & feeder.ReplyMessage.$Shape;
    }

    namespace ReplyMessage {

        /** Properties of a ReplyMessage. */
        interface $Properties {

            /** ReplyMessage Retval */
            Retval?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReplyMessage. */
        type $Shape = feeder.ReplyMessage.$Properties;
    }

    /**
     * Properties of a RequestMessage.
     * @deprecated Use feeder.RequestMessage.$Properties instead.
     */
    interface IRequestMessage extends feeder.RequestMessage.$Properties {
    }

    /** Represents a RequestMessage. */
    class RequestMessage {

        /**
         * Constructs a new RequestMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: feeder.RequestMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RequestMessage Filter. */
        Filter: string;

        /**
         * Creates a new RequestMessage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RequestMessage instance
         */
        static create(properties: feeder.RequestMessage.$Shape): feeder.RequestMessage & feeder.RequestMessage.$Shape;
        static create(properties?: feeder.RequestMessage.$Properties): feeder.RequestMessage;

        /**
         * Encodes the specified RequestMessage message. Does not implicitly {@link feeder.RequestMessage.verify|verify} messages.
         * @param message RequestMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: feeder.RequestMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RequestMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {feeder.RequestMessage & feeder.RequestMessage.$Shape} RequestMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): feeder.RequestMessage & feeder.RequestMessage.$Shape;
    }

    namespace RequestMessage {

        /** Properties of a RequestMessage. */
        interface $Properties {

            /** RequestMessage Filter */
            Filter?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RequestMessage. */
        type $Shape = feeder.RequestMessage.$Properties;
    }

    /**
     * Properties of a Message.
     * @deprecated Use feeder.Message.$Properties instead.
     */
    interface IMessage extends feeder.Message.$Properties {
    }

    /** Represents a Message. */
    class Message {

        /**
         * Constructs a new Message.
         * @param [properties] Properties to set
         */
        constructor(properties?: feeder.Message.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Message Timestamp. */
        Timestamp: number;

        /** Message UpdatedTime. */
        UpdatedTime: string;

        /** Message ClusterName. */
        ClusterName: string;

        /** Message HostName. */
        HostName: string;

        /** Message HostIP. */
        HostIP: string;

        /** Message Type. */
        Type: string;

        /** Message Level. */
        Level: string;

        /** Message Message. */
        Message: string;

        /**
         * Creates a new Message instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Message instance
         */
        static create(properties: feeder.Message.$Shape): feeder.Message & feeder.Message.$Shape;
        static create(properties?: feeder.Message.$Properties): feeder.Message;

        /**
         * Encodes the specified Message message. Does not implicitly {@link feeder.Message.verify|verify} messages.
         * @param message Message message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: feeder.Message.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Message message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {feeder.Message & feeder.Message.$Shape} Message
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): feeder.Message & feeder.Message.$Shape;
    }

    namespace Message {

        /** Properties of a Message. */
        interface $Properties {

            /** Message Timestamp */
            Timestamp?: (number|null);

            /** Message UpdatedTime */
            UpdatedTime?: (string|null);

            /** Message ClusterName */
            ClusterName?: (string|null);

            /** Message HostName */
            HostName?: (string|null);

            /** Message HostIP */
            HostIP?: (string|null);

            /** Message Type */
            Type?: (string|null);

            /** Message Level */
            Level?: (string|null);

            /** Message Message */
            Message?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Message. */
        type $Shape = feeder.Message.$Properties;
    }

    /**
     * Properties of a Podowner.
     * @deprecated Use feeder.Podowner.$Properties instead.
     */
    interface IPodowner extends feeder.Podowner.$Properties {
    }

    /** Represents a Podowner. */
    class Podowner {

        /**
         * Constructs a new Podowner.
         * @param [properties] Properties to set
         */
        constructor(properties?: feeder.Podowner.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Podowner Ref. */
        Ref: string;

        /** Podowner Name. */
        Name: string;

        /** Podowner Namespace. */
        Namespace: string;

        /**
         * Creates a new Podowner instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Podowner instance
         */
        static create(properties: feeder.Podowner.$Shape): feeder.Podowner & feeder.Podowner.$Shape;
        static create(properties?: feeder.Podowner.$Properties): feeder.Podowner;

        /**
         * Encodes the specified Podowner message. Does not implicitly {@link feeder.Podowner.verify|verify} messages.
         * @param message Podowner message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: feeder.Podowner.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Podowner message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {feeder.Podowner & feeder.Podowner.$Shape} Podowner
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): feeder.Podowner & feeder.Podowner.$Shape;
    }

    namespace Podowner {

        /** Properties of a Podowner. */
        interface $Properties {

            /** Podowner Ref */
            Ref?: (string|null);

            /** Podowner Name */
            Name?: (string|null);

            /** Podowner Namespace */
            Namespace?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Podowner. */
        type $Shape = feeder.Podowner.$Properties;
    }

    /**
     * Properties of an ExecEvent.
     * @deprecated Use feeder.ExecEvent.$Properties instead.
     */
    interface IExecEvent extends feeder.ExecEvent.$Properties {
    }

    /** Represents an ExecEvent. */
    class ExecEvent {

        /**
         * Constructs a new ExecEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: feeder.ExecEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ExecEvent ExecID. */
        ExecID: string;

        /** ExecEvent ExecutableName. */
        ExecutableName: string;

        /**
         * Creates a new ExecEvent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ExecEvent instance
         */
        static create(properties: feeder.ExecEvent.$Shape): feeder.ExecEvent & feeder.ExecEvent.$Shape;
        static create(properties?: feeder.ExecEvent.$Properties): feeder.ExecEvent;

        /**
         * Encodes the specified ExecEvent message. Does not implicitly {@link feeder.ExecEvent.verify|verify} messages.
         * @param message ExecEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: feeder.ExecEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ExecEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {feeder.ExecEvent & feeder.ExecEvent.$Shape} ExecEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): feeder.ExecEvent & feeder.ExecEvent.$Shape;
    }

    namespace ExecEvent {

        /** Properties of an ExecEvent. */
        interface $Properties {

            /** ExecEvent ExecID */
            ExecID?: (string|null);

            /** ExecEvent ExecutableName */
            ExecutableName?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ExecEvent. */
        type $Shape = feeder.ExecEvent.$Properties;
    }

    /**
     * Properties of an Alert.
     * @deprecated Use feeder.Alert.$Properties instead.
     */
    interface IAlert extends feeder.Alert.$Properties {
    }

    /** Represents an Alert. */
    class Alert {

        /**
         * Constructs a new Alert.
         * @param [properties] Properties to set
         */
        constructor(properties?: feeder.Alert.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Alert Timestamp. */
        Timestamp: number;

        /** Alert UpdatedTime. */
        UpdatedTime: string;

        /** Alert ClusterName. */
        ClusterName: string;

        /** Alert HostName. */
        HostName: string;

        /** Alert NamespaceName. */
        NamespaceName: string;

        /** Alert PodName. */
        PodName: string;

        /** Alert ContainerID. */
        ContainerID: string;

        /** Alert ContainerName. */
        ContainerName: string;

        /** Alert HostPID. */
        HostPID: number;

        /** Alert PPID. */
        PPID: number;

        /** Alert PID. */
        PID: number;

        /** Alert UID. */
        UID: number;

        /** Alert PolicyName. */
        PolicyName: string;

        /** Alert Severity. */
        Severity: string;

        /** Alert Tags. */
        Tags: string;

        /** Alert Message. */
        Message: string;

        /** Alert Type. */
        Type: string;

        /** Alert Source. */
        Source: string;

        /** Alert Operation. */
        Operation: string;

        /** Alert Resource. */
        Resource: string;

        /** Alert Data. */
        Data: string;

        /** Alert Action. */
        Action: string;

        /** Alert Result. */
        Result: string;

        /** Alert ContainerImage. */
        ContainerImage: string;

        /** Alert ParentProcessName. */
        ParentProcessName: string;

        /** Alert ProcessName. */
        ProcessName: string;

        /** Alert HostPPID. */
        HostPPID: number;

        /** Alert Enforcer. */
        Enforcer: string;

        /** Alert Labels. */
        Labels: string;

        /** Alert ATags. */
        ATags: string[];

        /** Alert Owner. */
        Owner?: (feeder.Podowner.$Properties|null);

        /** Alert Cwd. */
        Cwd: string;

        /** Alert TTY. */
        TTY: string;

        /** Alert MaxAlertsPerSec. */
        MaxAlertsPerSec: number;

        /** Alert DroppingAlertsInterval. */
        DroppingAlertsInterval: number;

        /** Alert ExecEvent. */
        ExecEvent?: (feeder.ExecEvent.$Properties|null);

        /** Alert KubeArmorVersion. */
        KubeArmorVersion: string;

        /** Alert NodeID. */
        NodeID: string;

        /** Alert ProcessHash. */
        ProcessHash: string;

        /** Alert ParentHash. */
        ParentHash: string;

        /** Alert ResourceHash. */
        ResourceHash: string;

        /** Alert HashAlgo. */
        HashAlgo: string;

        /** Alert EventData. */
        EventData: { [k: string]: string };

        /** Alert UserName. */
        UserName: string;

        /**
         * Creates a new Alert instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Alert instance
         */
        static create(properties: feeder.Alert.$Shape): feeder.Alert & feeder.Alert.$Shape;
        static create(properties?: feeder.Alert.$Properties): feeder.Alert;

        /**
         * Encodes the specified Alert message. Does not implicitly {@link feeder.Alert.verify|verify} messages.
         * @param message Alert message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: feeder.Alert.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Alert message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {feeder.Alert & feeder.Alert.$Shape} Alert
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): feeder.Alert & feeder.Alert.$Shape;
    }

    namespace Alert {

        /** Properties of an Alert. */
        interface $Properties {

            /** Alert Timestamp */
            Timestamp?: (number|null);

            /** Alert UpdatedTime */
            UpdatedTime?: (string|null);

            /** Alert ClusterName */
            ClusterName?: (string|null);

            /** Alert HostName */
            HostName?: (string|null);

            /** Alert NamespaceName */
            NamespaceName?: (string|null);

            /** Alert PodName */
            PodName?: (string|null);

            /** Alert ContainerID */
            ContainerID?: (string|null);

            /** Alert ContainerName */
            ContainerName?: (string|null);

            /** Alert HostPID */
            HostPID?: (number|null);

            /** Alert PPID */
            PPID?: (number|null);

            /** Alert PID */
            PID?: (number|null);

            /** Alert UID */
            UID?: (number|null);

            /** Alert PolicyName */
            PolicyName?: (string|null);

            /** Alert Severity */
            Severity?: (string|null);

            /** Alert Tags */
            Tags?: (string|null);

            /** Alert Message */
            Message?: (string|null);

            /** Alert Type */
            Type?: (string|null);

            /** Alert Source */
            Source?: (string|null);

            /** Alert Operation */
            Operation?: (string|null);

            /** Alert Resource */
            Resource?: (string|null);

            /** Alert Data */
            Data?: (string|null);

            /** Alert Action */
            Action?: (string|null);

            /** Alert Result */
            Result?: (string|null);

            /** Alert ContainerImage */
            ContainerImage?: (string|null);

            /** Alert ParentProcessName */
            ParentProcessName?: (string|null);

            /** Alert ProcessName */
            ProcessName?: (string|null);

            /** Alert HostPPID */
            HostPPID?: (number|null);

            /** Alert Enforcer */
            Enforcer?: (string|null);

            /** Alert Labels */
            Labels?: (string|null);

            /** Alert ATags */
            ATags?: (string[]|null);

            /** Alert Owner */
            Owner?: (feeder.Podowner.$Properties|null);

            /** Alert Cwd */
            Cwd?: (string|null);

            /** Alert TTY */
            TTY?: (string|null);

            /** Alert MaxAlertsPerSec */
            MaxAlertsPerSec?: (number|null);

            /** Alert DroppingAlertsInterval */
            DroppingAlertsInterval?: (number|null);

            /** Alert ExecEvent */
            ExecEvent?: (feeder.ExecEvent.$Properties|null);

            /** Alert KubeArmorVersion */
            KubeArmorVersion?: (string|null);

            /** Alert NodeID */
            NodeID?: (string|null);

            /** Alert ProcessHash */
            ProcessHash?: (string|null);

            /** Alert ParentHash */
            ParentHash?: (string|null);

            /** Alert ResourceHash */
            ResourceHash?: (string|null);

            /** Alert HashAlgo */
            HashAlgo?: (string|null);

            /** Alert EventData */
            EventData?: ({ [k: string]: string }|null);

            /** Alert UserName */
            UserName?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Alert. */
        type $Shape = feeder.Alert.$Properties;
    }

    /**
     * Properties of a Log.
     * @deprecated Use feeder.Log.$Properties instead.
     */
    interface ILog extends feeder.Log.$Properties {
    }

    /** Represents a Log. */
    class Log {

        /**
         * Constructs a new Log.
         * @param [properties] Properties to set
         */
        constructor(properties?: feeder.Log.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Log Timestamp. */
        Timestamp: number;

        /** Log UpdatedTime. */
        UpdatedTime: string;

        /** Log ClusterName. */
        ClusterName: string;

        /** Log HostName. */
        HostName: string;

        /** Log NamespaceName. */
        NamespaceName: string;

        /** Log PodName. */
        PodName: string;

        /** Log ContainerID. */
        ContainerID: string;

        /** Log ContainerName. */
        ContainerName: string;

        /** Log HostPID. */
        HostPID: number;

        /** Log PPID. */
        PPID: number;

        /** Log PID. */
        PID: number;

        /** Log UID. */
        UID: number;

        /** Log Type. */
        Type: string;

        /** Log Source. */
        Source: string;

        /** Log Operation. */
        Operation: string;

        /** Log Resource. */
        Resource: string;

        /** Log Data. */
        Data: string;

        /** Log Result. */
        Result: string;

        /** Log ContainerImage. */
        ContainerImage: string;

        /** Log ParentProcessName. */
        ParentProcessName: string;

        /** Log ProcessName. */
        ProcessName: string;

        /** Log HostPPID. */
        HostPPID: number;

        /** Log Labels. */
        Labels: string;

        /** Log Owner. */
        Owner?: (feeder.Podowner.$Properties|null);

        /** Log Cwd. */
        Cwd: string;

        /** Log TTY. */
        TTY: string;

        /** Log ExecEvent. */
        ExecEvent?: (feeder.ExecEvent.$Properties|null);

        /** Log NodeID. */
        NodeID: string;

        /** Log ProcessHash. */
        ProcessHash: string;

        /** Log ParentHash. */
        ParentHash: string;

        /** Log ResourceHash. */
        ResourceHash: string;

        /** Log HashAlgo. */
        HashAlgo: string;

        /** Log EventData. */
        EventData: { [k: string]: string };

        /** Log UserName. */
        UserName: string;

        /**
         * Creates a new Log instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Log instance
         */
        static create(properties: feeder.Log.$Shape): feeder.Log & feeder.Log.$Shape;
        static create(properties?: feeder.Log.$Properties): feeder.Log;

        /**
         * Encodes the specified Log message. Does not implicitly {@link feeder.Log.verify|verify} messages.
         * @param message Log message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: feeder.Log.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Log message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {feeder.Log & feeder.Log.$Shape} Log
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): feeder.Log & feeder.Log.$Shape;
    }

    namespace Log {

        /** Properties of a Log. */
        interface $Properties {

            /** Log Timestamp */
            Timestamp?: (number|null);

            /** Log UpdatedTime */
            UpdatedTime?: (string|null);

            /** Log ClusterName */
            ClusterName?: (string|null);

            /** Log HostName */
            HostName?: (string|null);

            /** Log NamespaceName */
            NamespaceName?: (string|null);

            /** Log PodName */
            PodName?: (string|null);

            /** Log ContainerID */
            ContainerID?: (string|null);

            /** Log ContainerName */
            ContainerName?: (string|null);

            /** Log HostPID */
            HostPID?: (number|null);

            /** Log PPID */
            PPID?: (number|null);

            /** Log PID */
            PID?: (number|null);

            /** Log UID */
            UID?: (number|null);

            /** Log Type */
            Type?: (string|null);

            /** Log Source */
            Source?: (string|null);

            /** Log Operation */
            Operation?: (string|null);

            /** Log Resource */
            Resource?: (string|null);

            /** Log Data */
            Data?: (string|null);

            /** Log Result */
            Result?: (string|null);

            /** Log ContainerImage */
            ContainerImage?: (string|null);

            /** Log ParentProcessName */
            ParentProcessName?: (string|null);

            /** Log ProcessName */
            ProcessName?: (string|null);

            /** Log HostPPID */
            HostPPID?: (number|null);

            /** Log Labels */
            Labels?: (string|null);

            /** Log Owner */
            Owner?: (feeder.Podowner.$Properties|null);

            /** Log Cwd */
            Cwd?: (string|null);

            /** Log TTY */
            TTY?: (string|null);

            /** Log ExecEvent */
            ExecEvent?: (feeder.ExecEvent.$Properties|null);

            /** Log NodeID */
            NodeID?: (string|null);

            /** Log ProcessHash */
            ProcessHash?: (string|null);

            /** Log ParentHash */
            ParentHash?: (string|null);

            /** Log ResourceHash */
            ResourceHash?: (string|null);

            /** Log HashAlgo */
            HashAlgo?: (string|null);

            /** Log EventData */
            EventData?: ({ [k: string]: string }|null);

            /** Log UserName */
            UserName?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Log. */
        type $Shape = feeder.Log.$Properties;
    }
}

/** Namespace policy. */
export namespace policy {

    /** PolicyStatus enum. */
    enum PolicyStatus {

        /** Failure value */
        Failure = 0,

        /** Applied value */
        Applied = 1,

        /** Deleted value */
        Deleted = 2,

        /** Modified value */
        Modified = 3,

        /** NotExist value */
        NotExist = 4,

        /** Invalid value */
        Invalid = 5,

        /** NotEnabled value */
        NotEnabled = 6
    }

    /**
     * Properties of a Response.
     * @deprecated Use policy.Response.$Properties instead.
     */
    interface IResponse extends policy.Response.$Properties {
    }

    /** Represents a Response. */
    class Response {

        /**
         * Constructs a new Response.
         * @param [properties] Properties to set
         */
        constructor(properties?: policy.Response.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Response status. */
        status: policy.PolicyStatus;

        /**
         * Creates a new Response instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Response instance
         */
        static create(properties: policy.Response.$Shape): policy.Response & policy.Response.$Shape;
        static create(properties?: policy.Response.$Properties): policy.Response;

        /**
         * Encodes the specified Response message. Does not implicitly {@link policy.Response.verify|verify} messages.
         * @param message Response message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: policy.Response.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Response message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {policy.Response & policy.Response.$Shape} Response
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): policy.Response & policy.Response.$Shape;
    }

    namespace Response {

        /** Properties of a Response. */
        interface $Properties {

            /** Response status */
            status?: (policy.PolicyStatus|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Response. */
        type $Shape = policy.Response.$Properties;
    }

    /**
     * Properties of a Policy.
     * @deprecated Use policy.Policy.$Properties instead.
     */
    interface IPolicy extends policy.Policy.$Properties {
    }

    /** Represents a Policy. */
    class Policy {

        /**
         * Constructs a new Policy.
         * @param [properties] Properties to set
         */
        constructor(properties?: policy.Policy.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Policy policy. */
        policy: Uint8Array;

        /**
         * Creates a new Policy instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Policy instance
         */
        static create(properties: policy.Policy.$Shape): policy.Policy & policy.Policy.$Shape;
        static create(properties?: policy.Policy.$Properties): policy.Policy;

        /**
         * Encodes the specified Policy message. Does not implicitly {@link policy.Policy.verify|verify} messages.
         * @param message Policy message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: policy.Policy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Policy message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {policy.Policy & policy.Policy.$Shape} Policy
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): policy.Policy & policy.Policy.$Shape;
    }

    namespace Policy {

        /** Properties of a Policy. */
        interface $Properties {

            /** Policy policy */
            policy?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Policy. */
        type $Shape = policy.Policy.$Properties;
    }

    /**
     * Properties of a ContainerData.
     * @deprecated Use policy.ContainerData.$Properties instead.
     */
    interface IContainerData extends policy.ContainerData.$Properties {
    }

    /** Represents a ContainerData. */
    class ContainerData {

        /**
         * Constructs a new ContainerData.
         * @param [properties] Properties to set
         */
        constructor(properties?: policy.ContainerData.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ContainerData policyList. */
        policyList: string[];

        /** ContainerData policyEnabled. */
        policyEnabled: number;

        /** ContainerData policyDataList. */
        policyDataList: policy.Policy.$Properties[];

        /**
         * Creates a new ContainerData instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ContainerData instance
         */
        static create(properties: policy.ContainerData.$Shape): policy.ContainerData & policy.ContainerData.$Shape;
        static create(properties?: policy.ContainerData.$Properties): policy.ContainerData;

        /**
         * Encodes the specified ContainerData message. Does not implicitly {@link policy.ContainerData.verify|verify} messages.
         * @param message ContainerData message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: policy.ContainerData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ContainerData message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {policy.ContainerData & policy.ContainerData.$Shape} ContainerData
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): policy.ContainerData & policy.ContainerData.$Shape;
    }

    namespace ContainerData {

        /** Properties of a ContainerData. */
        interface $Properties {

            /** ContainerData policyList */
            policyList?: (string[]|null);

            /** ContainerData policyEnabled */
            policyEnabled?: (number|null);

            /** ContainerData policyDataList */
            policyDataList?: (policy.Policy.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ContainerData. */
        type $Shape = policy.ContainerData.$Properties;
    }

    /**
     * Properties of a HostSecurityPolicies.
     * @deprecated Use policy.HostSecurityPolicies.$Properties instead.
     */
    interface IHostSecurityPolicies extends policy.HostSecurityPolicies.$Properties {
    }

    /** Represents a HostSecurityPolicies. */
    class HostSecurityPolicies {

        /**
         * Constructs a new HostSecurityPolicies.
         * @param [properties] Properties to set
         */
        constructor(properties?: policy.HostSecurityPolicies.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HostSecurityPolicies policyList. */
        policyList: string[];

        /** HostSecurityPolicies policyDataList. */
        policyDataList: policy.Policy.$Properties[];

        /**
         * Creates a new HostSecurityPolicies instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HostSecurityPolicies instance
         */
        static create(properties: policy.HostSecurityPolicies.$Shape): policy.HostSecurityPolicies & policy.HostSecurityPolicies.$Shape;
        static create(properties?: policy.HostSecurityPolicies.$Properties): policy.HostSecurityPolicies;

        /**
         * Encodes the specified HostSecurityPolicies message. Does not implicitly {@link policy.HostSecurityPolicies.verify|verify} messages.
         * @param message HostSecurityPolicies message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: policy.HostSecurityPolicies.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HostSecurityPolicies message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {policy.HostSecurityPolicies & policy.HostSecurityPolicies.$Shape} HostSecurityPolicies
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): policy.HostSecurityPolicies & policy.HostSecurityPolicies.$Shape;
    }

    namespace HostSecurityPolicies {

        /** Properties of a HostSecurityPolicies. */
        interface $Properties {

            /** HostSecurityPolicies policyList */
            policyList?: (string[]|null);

            /** HostSecurityPolicies policyDataList */
            policyDataList?: (policy.Policy.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HostSecurityPolicies. */
        type $Shape = policy.HostSecurityPolicies.$Properties;
    }

    /**
     * Properties of a NetworkSecurityPolicies.
     * @deprecated Use policy.NetworkSecurityPolicies.$Properties instead.
     */
    interface INetworkSecurityPolicies extends policy.NetworkSecurityPolicies.$Properties {
    }

    /** Represents a NetworkSecurityPolicies. */
    class NetworkSecurityPolicies {

        /**
         * Constructs a new NetworkSecurityPolicies.
         * @param [properties] Properties to set
         */
        constructor(properties?: policy.NetworkSecurityPolicies.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NetworkSecurityPolicies policyList. */
        policyList: string[];

        /** NetworkSecurityPolicies policyDataList. */
        policyDataList: policy.Policy.$Properties[];

        /**
         * Creates a new NetworkSecurityPolicies instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NetworkSecurityPolicies instance
         */
        static create(properties: policy.NetworkSecurityPolicies.$Shape): policy.NetworkSecurityPolicies & policy.NetworkSecurityPolicies.$Shape;
        static create(properties?: policy.NetworkSecurityPolicies.$Properties): policy.NetworkSecurityPolicies;

        /**
         * Encodes the specified NetworkSecurityPolicies message. Does not implicitly {@link policy.NetworkSecurityPolicies.verify|verify} messages.
         * @param message NetworkSecurityPolicies message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: policy.NetworkSecurityPolicies.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NetworkSecurityPolicies message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {policy.NetworkSecurityPolicies & policy.NetworkSecurityPolicies.$Shape} NetworkSecurityPolicies
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): policy.NetworkSecurityPolicies & policy.NetworkSecurityPolicies.$Shape;
    }

    namespace NetworkSecurityPolicies {

        /** Properties of a NetworkSecurityPolicies. */
        interface $Properties {

            /** NetworkSecurityPolicies policyList */
            policyList?: (string[]|null);

            /** NetworkSecurityPolicies policyDataList */
            policyDataList?: (policy.Policy.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NetworkSecurityPolicies. */
        type $Shape = policy.NetworkSecurityPolicies.$Properties;
    }

    /**
     * Properties of a ProbeResponse.
     * @deprecated Use policy.ProbeResponse.$Properties instead.
     */
    interface IProbeResponse extends policy.ProbeResponse.$Properties {
    }

    /** Represents a ProbeResponse. */
    class ProbeResponse {

        /**
         * Constructs a new ProbeResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: policy.ProbeResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ProbeResponse containerList. */
        containerList: string[];

        /** ProbeResponse containerMap. */
        containerMap: { [k: string]: policy.ContainerData.$Properties };

        /** ProbeResponse hostMap. */
        hostMap: { [k: string]: policy.HostSecurityPolicies.$Properties };

        /** ProbeResponse networkMap. */
        networkMap: { [k: string]: policy.NetworkSecurityPolicies.$Properties };

        /**
         * Creates a new ProbeResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ProbeResponse instance
         */
        static create(properties: policy.ProbeResponse.$Shape): policy.ProbeResponse & policy.ProbeResponse.$Shape;
        static create(properties?: policy.ProbeResponse.$Properties): policy.ProbeResponse;

        /**
         * Encodes the specified ProbeResponse message. Does not implicitly {@link policy.ProbeResponse.verify|verify} messages.
         * @param message ProbeResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: policy.ProbeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ProbeResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {policy.ProbeResponse & policy.ProbeResponse.$Shape} ProbeResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): policy.ProbeResponse & policy.ProbeResponse.$Shape;
    }

    namespace ProbeResponse {

        /** Properties of a ProbeResponse. */
        interface $Properties {

            /** ProbeResponse containerList */
            containerList?: (string[]|null);

            /** ProbeResponse containerMap */
            containerMap?: ({ [k: string]: policy.ContainerData.$Properties }|null);

            /** ProbeResponse hostMap */
            hostMap?: ({ [k: string]: policy.HostSecurityPolicies.$Properties }|null);

            /** ProbeResponse networkMap */
            networkMap?: ({ [k: string]: policy.NetworkSecurityPolicies.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ProbeResponse. */
        type $Shape = policy.ProbeResponse.$Properties;
    }
}

/** Namespace google. */
export namespace google {

    /** Namespace protobuf. */
    namespace protobuf {

        /**
         * Properties of an Empty.
         * @deprecated Use google.protobuf.Empty.$Properties instead.
         */
        interface IEmpty extends google.protobuf.Empty.$Properties {
        }

        /** Represents an Empty. */
        class Empty {

            /**
             * Constructs a new Empty.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Empty.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new Empty instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Empty instance
             */
            static create(properties: google.protobuf.Empty.$Shape): google.protobuf.Empty & google.protobuf.Empty.$Shape;
            static create(properties?: google.protobuf.Empty.$Properties): google.protobuf.Empty;

            /**
             * Encodes the specified Empty message. Does not implicitly {@link google.protobuf.Empty.verify|verify} messages.
             * @param message Empty message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Empty.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Empty message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Empty & google.protobuf.Empty.$Shape} Empty
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Empty & google.protobuf.Empty.$Shape;
        }

        namespace Empty {

            /** Properties of an Empty. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Empty. */
            type $Shape = google.protobuf.Empty.$Properties;
        }
    }
}

/** Namespace bailiff. */
export namespace bailiff {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a GetStatusRequest.
         * @deprecated Use bailiff.v1.GetStatusRequest.$Properties instead.
         */
        interface IGetStatusRequest extends bailiff.v1.GetStatusRequest.$Properties {
        }

        /** Represents a GetStatusRequest. */
        class GetStatusRequest {

            /**
             * Constructs a new GetStatusRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.GetStatusRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new GetStatusRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetStatusRequest instance
             */
            static create(properties: bailiff.v1.GetStatusRequest.$Shape): bailiff.v1.GetStatusRequest & bailiff.v1.GetStatusRequest.$Shape;
            static create(properties?: bailiff.v1.GetStatusRequest.$Properties): bailiff.v1.GetStatusRequest;

            /**
             * Encodes the specified GetStatusRequest message. Does not implicitly {@link bailiff.v1.GetStatusRequest.verify|verify} messages.
             * @param message GetStatusRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.GetStatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetStatusRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.GetStatusRequest & bailiff.v1.GetStatusRequest.$Shape} GetStatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.GetStatusRequest & bailiff.v1.GetStatusRequest.$Shape;
        }

        namespace GetStatusRequest {

            /** Properties of a GetStatusRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetStatusRequest. */
            type $Shape = bailiff.v1.GetStatusRequest.$Properties;
        }

        /**
         * Properties of a Status.
         * @deprecated Use bailiff.v1.Status.$Properties instead.
         */
        interface IStatus extends bailiff.v1.Status.$Properties {
        }

        /** Represents a Status. */
        class Status {

            /**
             * Constructs a new Status.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.Status.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Status version. */
            version: string;

            /** Status startTime. */
            startTime: number;

            /** Status hostName. */
            hostName: string;

            /** Status kernel. */
            kernel: string;

            /** Status state. */
            state: string;

            /** Status stateMessage. */
            stateMessage: string;

            /** Status enforcer. */
            enforcer: string;

            /** Status hooks. */
            hooks: string[];

            /** Status generation. */
            generation: number;

            /** Status policies. */
            policies: bailiff.v1.PolicyStatus.$Properties[];

            /** Status counters. */
            counters: { [k: string]: number };

            /** Status hooksMissing. */
            hooksMissing: string[];

            /** Status programGeneration. */
            programGeneration: number;

            /** Status persistent. */
            persistent: boolean;

            /** Status proofTime. */
            proofTime: number;

            /** Status classes. */
            classes: string[];

            /** Status workloads. */
            workloads: number;

            /** Status ruleSets. */
            ruleSets: number;

            /** Status ruleBytes. */
            ruleBytes: number;

            /**
             * Creates a new Status instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Status instance
             */
            static create(properties: bailiff.v1.Status.$Shape): bailiff.v1.Status & bailiff.v1.Status.$Shape;
            static create(properties?: bailiff.v1.Status.$Properties): bailiff.v1.Status;

            /**
             * Encodes the specified Status message. Does not implicitly {@link bailiff.v1.Status.verify|verify} messages.
             * @param message Status message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.Status.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Status message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.Status & bailiff.v1.Status.$Shape} Status
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.Status & bailiff.v1.Status.$Shape;
        }

        namespace Status {

            /** Properties of a Status. */
            interface $Properties {

                /** Status version */
                version?: (string|null);

                /** Status startTime */
                startTime?: (number|null);

                /** Status hostName */
                hostName?: (string|null);

                /** Status kernel */
                kernel?: (string|null);

                /** Status state */
                state?: (string|null);

                /** Status stateMessage */
                stateMessage?: (string|null);

                /** Status enforcer */
                enforcer?: (string|null);

                /** Status hooks */
                hooks?: (string[]|null);

                /** Status generation */
                generation?: (number|null);

                /** Status policies */
                policies?: (bailiff.v1.PolicyStatus.$Properties[]|null);

                /** Status counters */
                counters?: ({ [k: string]: number }|null);

                /** Status hooksMissing */
                hooksMissing?: (string[]|null);

                /** Status programGeneration */
                programGeneration?: (number|null);

                /** Status persistent */
                persistent?: (boolean|null);

                /** Status proofTime */
                proofTime?: (number|null);

                /** Status classes */
                classes?: (string[]|null);

                /** Status workloads */
                workloads?: (number|null);

                /** Status ruleSets */
                ruleSets?: (number|null);

                /** Status ruleBytes */
                ruleBytes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Status. */
            type $Shape = bailiff.v1.Status.$Properties;
        }

        /**
         * Properties of a GetCountsRequest.
         * @deprecated Use bailiff.v1.GetCountsRequest.$Properties instead.
         */
        interface IGetCountsRequest extends bailiff.v1.GetCountsRequest.$Properties {
        }

        /** Represents a GetCountsRequest. */
        class GetCountsRequest {

            /**
             * Constructs a new GetCountsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.GetCountsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new GetCountsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetCountsRequest instance
             */
            static create(properties: bailiff.v1.GetCountsRequest.$Shape): bailiff.v1.GetCountsRequest & bailiff.v1.GetCountsRequest.$Shape;
            static create(properties?: bailiff.v1.GetCountsRequest.$Properties): bailiff.v1.GetCountsRequest;

            /**
             * Encodes the specified GetCountsRequest message. Does not implicitly {@link bailiff.v1.GetCountsRequest.verify|verify} messages.
             * @param message GetCountsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.GetCountsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetCountsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.GetCountsRequest & bailiff.v1.GetCountsRequest.$Shape} GetCountsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.GetCountsRequest & bailiff.v1.GetCountsRequest.$Shape;
        }

        namespace GetCountsRequest {

            /** Properties of a GetCountsRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetCountsRequest. */
            type $Shape = bailiff.v1.GetCountsRequest.$Properties;
        }

        /**
         * Properties of a Counts.
         * @deprecated Use bailiff.v1.Counts.$Properties instead.
         */
        interface ICounts extends bailiff.v1.Counts.$Properties {
        }

        /** Represents a Counts. */
        class Counts {

            /**
             * Constructs a new Counts.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.Counts.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Counts acts. */
            acts: bailiff.v1.ActCount.$Properties[];

            /** Counts tallies. */
            tallies: bailiff.v1.TallyCount.$Properties[];

            /** Counts counters. */
            counters: { [k: string]: number };

            /**
             * Creates a new Counts instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Counts instance
             */
            static create(properties: bailiff.v1.Counts.$Shape): bailiff.v1.Counts & bailiff.v1.Counts.$Shape;
            static create(properties?: bailiff.v1.Counts.$Properties): bailiff.v1.Counts;

            /**
             * Encodes the specified Counts message. Does not implicitly {@link bailiff.v1.Counts.verify|verify} messages.
             * @param message Counts message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.Counts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Counts message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.Counts & bailiff.v1.Counts.$Shape} Counts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.Counts & bailiff.v1.Counts.$Shape;
        }

        namespace Counts {

            /** Properties of a Counts. */
            interface $Properties {

                /** Counts acts */
                acts?: (bailiff.v1.ActCount.$Properties[]|null);

                /** Counts tallies */
                tallies?: (bailiff.v1.TallyCount.$Properties[]|null);

                /** Counts counters */
                counters?: ({ [k: string]: number }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Counts. */
            type $Shape = bailiff.v1.Counts.$Properties;
        }

        /**
         * Properties of an ActCount.
         * @deprecated Use bailiff.v1.ActCount.$Properties instead.
         */
        interface IActCount extends bailiff.v1.ActCount.$Properties {
        }

        /** Represents an ActCount. */
        class ActCount {

            /**
             * Constructs a new ActCount.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.ActCount.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ActCount workload. */
            workload: string;

            /** ActCount hook. */
            hook: string;

            /** ActCount acts. */
            acts: number;

            /**
             * Creates a new ActCount instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ActCount instance
             */
            static create(properties: bailiff.v1.ActCount.$Shape): bailiff.v1.ActCount & bailiff.v1.ActCount.$Shape;
            static create(properties?: bailiff.v1.ActCount.$Properties): bailiff.v1.ActCount;

            /**
             * Encodes the specified ActCount message. Does not implicitly {@link bailiff.v1.ActCount.verify|verify} messages.
             * @param message ActCount message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.ActCount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ActCount message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.ActCount & bailiff.v1.ActCount.$Shape} ActCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.ActCount & bailiff.v1.ActCount.$Shape;
        }

        namespace ActCount {

            /** Properties of an ActCount. */
            interface $Properties {

                /** ActCount workload */
                workload?: (string|null);

                /** ActCount hook */
                hook?: (string|null);

                /** ActCount acts */
                acts?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ActCount. */
            type $Shape = bailiff.v1.ActCount.$Properties;
        }

        /**
         * Properties of a TallyCount.
         * @deprecated Use bailiff.v1.TallyCount.$Properties instead.
         */
        interface ITallyCount extends bailiff.v1.TallyCount.$Properties {
        }

        /** Represents a TallyCount. */
        class TallyCount {

            /**
             * Constructs a new TallyCount.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.TallyCount.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TallyCount workload. */
            workload: string;

            /** TallyCount hook. */
            hook: string;

            /** TallyCount ruleId. */
            ruleId: number;

            /** TallyCount policy. */
            policy: string;

            /** TallyCount verdict. */
            verdict: string;

            /** TallyCount reason. */
            reason: string;

            /** TallyCount asked. */
            asked: number;

            /** TallyCount suppressed. */
            suppressed: number;

            /** TallyCount lost. */
            lost: number;

            /**
             * Creates a new TallyCount instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TallyCount instance
             */
            static create(properties: bailiff.v1.TallyCount.$Shape): bailiff.v1.TallyCount & bailiff.v1.TallyCount.$Shape;
            static create(properties?: bailiff.v1.TallyCount.$Properties): bailiff.v1.TallyCount;

            /**
             * Encodes the specified TallyCount message. Does not implicitly {@link bailiff.v1.TallyCount.verify|verify} messages.
             * @param message TallyCount message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.TallyCount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TallyCount message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.TallyCount & bailiff.v1.TallyCount.$Shape} TallyCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.TallyCount & bailiff.v1.TallyCount.$Shape;
        }

        namespace TallyCount {

            /** Properties of a TallyCount. */
            interface $Properties {

                /** TallyCount workload */
                workload?: (string|null);

                /** TallyCount hook */
                hook?: (string|null);

                /** TallyCount ruleId */
                ruleId?: (number|null);

                /** TallyCount policy */
                policy?: (string|null);

                /** TallyCount verdict */
                verdict?: (string|null);

                /** TallyCount reason */
                reason?: (string|null);

                /** TallyCount asked */
                asked?: (number|null);

                /** TallyCount suppressed */
                suppressed?: (number|null);

                /** TallyCount lost */
                lost?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TallyCount. */
            type $Shape = bailiff.v1.TallyCount.$Properties;
        }

        /**
         * Properties of a PolicyStatus.
         * @deprecated Use bailiff.v1.PolicyStatus.$Properties instead.
         */
        interface IPolicyStatus extends bailiff.v1.PolicyStatus.$Properties {
        }

        /** Represents a PolicyStatus. */
        class PolicyStatus {

            /**
             * Constructs a new PolicyStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.PolicyStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicyStatus file. */
            file: string;

            /** PolicyStatus name. */
            name: string;

            /** PolicyStatus kind. */
            kind: string;

            /** PolicyStatus state. */
            state: string;

            /** PolicyStatus rules. */
            rules: number;

            /** PolicyStatus problems. */
            problems: bailiff.v1.Problem.$Properties[];

            /** PolicyStatus namespace. */
            namespace: string;

            /** PolicyStatus source. */
            source: string;

            /** PolicyStatus workloads. */
            workloads: number;

            /** PolicyStatus text. */
            text: string;

            /**
             * Creates a new PolicyStatus instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PolicyStatus instance
             */
            static create(properties: bailiff.v1.PolicyStatus.$Shape): bailiff.v1.PolicyStatus & bailiff.v1.PolicyStatus.$Shape;
            static create(properties?: bailiff.v1.PolicyStatus.$Properties): bailiff.v1.PolicyStatus;

            /**
             * Encodes the specified PolicyStatus message. Does not implicitly {@link bailiff.v1.PolicyStatus.verify|verify} messages.
             * @param message PolicyStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.PolicyStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicyStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.PolicyStatus & bailiff.v1.PolicyStatus.$Shape} PolicyStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.PolicyStatus & bailiff.v1.PolicyStatus.$Shape;
        }

        namespace PolicyStatus {

            /** Properties of a PolicyStatus. */
            interface $Properties {

                /** PolicyStatus file */
                file?: (string|null);

                /** PolicyStatus name */
                name?: (string|null);

                /** PolicyStatus kind */
                kind?: (string|null);

                /** PolicyStatus state */
                state?: (string|null);

                /** PolicyStatus rules */
                rules?: (number|null);

                /** PolicyStatus problems */
                problems?: (bailiff.v1.Problem.$Properties[]|null);

                /** PolicyStatus namespace */
                namespace?: (string|null);

                /** PolicyStatus source */
                source?: (string|null);

                /** PolicyStatus workloads */
                workloads?: (number|null);

                /** PolicyStatus text */
                text?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicyStatus. */
            type $Shape = bailiff.v1.PolicyStatus.$Properties;
        }

        /**
         * Properties of an ApplyPoliciesRequest.
         * @deprecated Use bailiff.v1.ApplyPoliciesRequest.$Properties instead.
         */
        interface IApplyPoliciesRequest extends bailiff.v1.ApplyPoliciesRequest.$Properties {
        }

        /** Represents an ApplyPoliciesRequest. */
        class ApplyPoliciesRequest {

            /**
             * Constructs a new ApplyPoliciesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.ApplyPoliciesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ApplyPoliciesRequest texts. */
            texts: bailiff.v1.PolicyText.$Properties[];

            /** ApplyPoliciesRequest confirmWithinMs. */
            confirmWithinMs: number;

            /**
             * Creates a new ApplyPoliciesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ApplyPoliciesRequest instance
             */
            static create(properties: bailiff.v1.ApplyPoliciesRequest.$Shape): bailiff.v1.ApplyPoliciesRequest & bailiff.v1.ApplyPoliciesRequest.$Shape;
            static create(properties?: bailiff.v1.ApplyPoliciesRequest.$Properties): bailiff.v1.ApplyPoliciesRequest;

            /**
             * Encodes the specified ApplyPoliciesRequest message. Does not implicitly {@link bailiff.v1.ApplyPoliciesRequest.verify|verify} messages.
             * @param message ApplyPoliciesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.ApplyPoliciesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ApplyPoliciesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.ApplyPoliciesRequest & bailiff.v1.ApplyPoliciesRequest.$Shape} ApplyPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.ApplyPoliciesRequest & bailiff.v1.ApplyPoliciesRequest.$Shape;
        }

        namespace ApplyPoliciesRequest {

            /** Properties of an ApplyPoliciesRequest. */
            interface $Properties {

                /** ApplyPoliciesRequest texts */
                texts?: (bailiff.v1.PolicyText.$Properties[]|null);

                /** ApplyPoliciesRequest confirmWithinMs */
                confirmWithinMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ApplyPoliciesRequest. */
            type $Shape = bailiff.v1.ApplyPoliciesRequest.$Properties;
        }

        /**
         * Properties of a PolicyText.
         * @deprecated Use bailiff.v1.PolicyText.$Properties instead.
         */
        interface IPolicyText extends bailiff.v1.PolicyText.$Properties {
        }

        /** Represents a PolicyText. */
        class PolicyText {

            /**
             * Constructs a new PolicyText.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.PolicyText.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicyText file. */
            file: string;

            /** PolicyText text. */
            text: string;

            /**
             * Creates a new PolicyText instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PolicyText instance
             */
            static create(properties: bailiff.v1.PolicyText.$Shape): bailiff.v1.PolicyText & bailiff.v1.PolicyText.$Shape;
            static create(properties?: bailiff.v1.PolicyText.$Properties): bailiff.v1.PolicyText;

            /**
             * Encodes the specified PolicyText message. Does not implicitly {@link bailiff.v1.PolicyText.verify|verify} messages.
             * @param message PolicyText message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.PolicyText.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicyText message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.PolicyText & bailiff.v1.PolicyText.$Shape} PolicyText
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.PolicyText & bailiff.v1.PolicyText.$Shape;
        }

        namespace PolicyText {

            /** Properties of a PolicyText. */
            interface $Properties {

                /** PolicyText file */
                file?: (string|null);

                /** PolicyText text */
                text?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicyText. */
            type $Shape = bailiff.v1.PolicyText.$Properties;
        }

        /**
         * Properties of a DeletePoliciesRequest.
         * @deprecated Use bailiff.v1.DeletePoliciesRequest.$Properties instead.
         */
        interface IDeletePoliciesRequest extends bailiff.v1.DeletePoliciesRequest.$Properties {
        }

        /** Represents a DeletePoliciesRequest. */
        class DeletePoliciesRequest {

            /**
             * Constructs a new DeletePoliciesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.DeletePoliciesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeletePoliciesRequest policies. */
            policies: bailiff.v1.PolicyId.$Properties[];

            /**
             * Creates a new DeletePoliciesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeletePoliciesRequest instance
             */
            static create(properties: bailiff.v1.DeletePoliciesRequest.$Shape): bailiff.v1.DeletePoliciesRequest & bailiff.v1.DeletePoliciesRequest.$Shape;
            static create(properties?: bailiff.v1.DeletePoliciesRequest.$Properties): bailiff.v1.DeletePoliciesRequest;

            /**
             * Encodes the specified DeletePoliciesRequest message. Does not implicitly {@link bailiff.v1.DeletePoliciesRequest.verify|verify} messages.
             * @param message DeletePoliciesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.DeletePoliciesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeletePoliciesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.DeletePoliciesRequest & bailiff.v1.DeletePoliciesRequest.$Shape} DeletePoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.DeletePoliciesRequest & bailiff.v1.DeletePoliciesRequest.$Shape;
        }

        namespace DeletePoliciesRequest {

            /** Properties of a DeletePoliciesRequest. */
            interface $Properties {

                /** DeletePoliciesRequest policies */
                policies?: (bailiff.v1.PolicyId.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeletePoliciesRequest. */
            type $Shape = bailiff.v1.DeletePoliciesRequest.$Properties;
        }

        /**
         * Properties of a PolicyId.
         * @deprecated Use bailiff.v1.PolicyId.$Properties instead.
         */
        interface IPolicyId extends bailiff.v1.PolicyId.$Properties {
        }

        /** Represents a PolicyId. */
        class PolicyId {

            /**
             * Constructs a new PolicyId.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.PolicyId.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicyId kind. */
            kind: string;

            /** PolicyId namespace. */
            namespace: string;

            /** PolicyId name. */
            name: string;

            /**
             * Creates a new PolicyId instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PolicyId instance
             */
            static create(properties: bailiff.v1.PolicyId.$Shape): bailiff.v1.PolicyId & bailiff.v1.PolicyId.$Shape;
            static create(properties?: bailiff.v1.PolicyId.$Properties): bailiff.v1.PolicyId;

            /**
             * Encodes the specified PolicyId message. Does not implicitly {@link bailiff.v1.PolicyId.verify|verify} messages.
             * @param message PolicyId message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.PolicyId.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicyId message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.PolicyId & bailiff.v1.PolicyId.$Shape} PolicyId
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.PolicyId & bailiff.v1.PolicyId.$Shape;
        }

        namespace PolicyId {

            /** Properties of a PolicyId. */
            interface $Properties {

                /** PolicyId kind */
                kind?: (string|null);

                /** PolicyId namespace */
                namespace?: (string|null);

                /** PolicyId name */
                name?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicyId. */
            type $Shape = bailiff.v1.PolicyId.$Properties;
        }

        /**
         * Properties of a ConfirmPoliciesRequest.
         * @deprecated Use bailiff.v1.ConfirmPoliciesRequest.$Properties instead.
         */
        interface IConfirmPoliciesRequest extends bailiff.v1.ConfirmPoliciesRequest.$Properties {
        }

        /** Represents a ConfirmPoliciesRequest. */
        class ConfirmPoliciesRequest {

            /**
             * Constructs a new ConfirmPoliciesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.ConfirmPoliciesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConfirmPoliciesRequest undo. */
            undo: boolean;

            /**
             * Creates a new ConfirmPoliciesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ConfirmPoliciesRequest instance
             */
            static create(properties: bailiff.v1.ConfirmPoliciesRequest.$Shape): bailiff.v1.ConfirmPoliciesRequest & bailiff.v1.ConfirmPoliciesRequest.$Shape;
            static create(properties?: bailiff.v1.ConfirmPoliciesRequest.$Properties): bailiff.v1.ConfirmPoliciesRequest;

            /**
             * Encodes the specified ConfirmPoliciesRequest message. Does not implicitly {@link bailiff.v1.ConfirmPoliciesRequest.verify|verify} messages.
             * @param message ConfirmPoliciesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.ConfirmPoliciesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConfirmPoliciesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.ConfirmPoliciesRequest & bailiff.v1.ConfirmPoliciesRequest.$Shape} ConfirmPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.ConfirmPoliciesRequest & bailiff.v1.ConfirmPoliciesRequest.$Shape;
        }

        namespace ConfirmPoliciesRequest {

            /** Properties of a ConfirmPoliciesRequest. */
            interface $Properties {

                /** ConfirmPoliciesRequest undo */
                undo?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ConfirmPoliciesRequest. */
            type $Shape = bailiff.v1.ConfirmPoliciesRequest.$Properties;
        }

        /**
         * Properties of a PolicyResults.
         * @deprecated Use bailiff.v1.PolicyResults.$Properties instead.
         */
        interface IPolicyResults extends bailiff.v1.PolicyResults.$Properties {
        }

        /** Represents a PolicyResults. */
        class PolicyResults {

            /**
             * Constructs a new PolicyResults.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.PolicyResults.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicyResults results. */
            results: bailiff.v1.PolicyResult.$Properties[];

            /** PolicyResults confirmBy. */
            confirmBy: number;

            /**
             * Creates a new PolicyResults instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PolicyResults instance
             */
            static create(properties: bailiff.v1.PolicyResults.$Shape): bailiff.v1.PolicyResults & bailiff.v1.PolicyResults.$Shape;
            static create(properties?: bailiff.v1.PolicyResults.$Properties): bailiff.v1.PolicyResults;

            /**
             * Encodes the specified PolicyResults message. Does not implicitly {@link bailiff.v1.PolicyResults.verify|verify} messages.
             * @param message PolicyResults message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.PolicyResults.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicyResults message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.PolicyResults & bailiff.v1.PolicyResults.$Shape} PolicyResults
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.PolicyResults & bailiff.v1.PolicyResults.$Shape;
        }

        namespace PolicyResults {

            /** Properties of a PolicyResults. */
            interface $Properties {

                /** PolicyResults results */
                results?: (bailiff.v1.PolicyResult.$Properties[]|null);

                /** PolicyResults confirmBy */
                confirmBy?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicyResults. */
            type $Shape = bailiff.v1.PolicyResults.$Properties;
        }

        /**
         * Properties of a PolicyResult.
         * @deprecated Use bailiff.v1.PolicyResult.$Properties instead.
         */
        interface IPolicyResult extends bailiff.v1.PolicyResult.$Properties {
        }

        /** Represents a PolicyResult. */
        class PolicyResult {

            /**
             * Constructs a new PolicyResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.PolicyResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicyResult policy. */
            policy?: (bailiff.v1.PolicyId.$Properties|null);

            /** PolicyResult result. */
            result: string;

            /** PolicyResult message. */
            message: string;

            /** PolicyResult problems. */
            problems: bailiff.v1.Problem.$Properties[];

            /** PolicyResult file. */
            file: string;

            /** PolicyResult line. */
            line: number;

            /** PolicyResult state. */
            state: string;

            /** PolicyResult rules. */
            rules: number;

            /** PolicyResult workloads. */
            workloads: number;

            /**
             * Creates a new PolicyResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PolicyResult instance
             */
            static create(properties: bailiff.v1.PolicyResult.$Shape): bailiff.v1.PolicyResult & bailiff.v1.PolicyResult.$Shape;
            static create(properties?: bailiff.v1.PolicyResult.$Properties): bailiff.v1.PolicyResult;

            /**
             * Encodes the specified PolicyResult message. Does not implicitly {@link bailiff.v1.PolicyResult.verify|verify} messages.
             * @param message PolicyResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.PolicyResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicyResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.PolicyResult & bailiff.v1.PolicyResult.$Shape} PolicyResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.PolicyResult & bailiff.v1.PolicyResult.$Shape;
        }

        namespace PolicyResult {

            /** Properties of a PolicyResult. */
            interface $Properties {

                /** PolicyResult policy */
                policy?: (bailiff.v1.PolicyId.$Properties|null);

                /** PolicyResult result */
                result?: (string|null);

                /** PolicyResult message */
                message?: (string|null);

                /** PolicyResult problems */
                problems?: (bailiff.v1.Problem.$Properties[]|null);

                /** PolicyResult file */
                file?: (string|null);

                /** PolicyResult line */
                line?: (number|null);

                /** PolicyResult state */
                state?: (string|null);

                /** PolicyResult rules */
                rules?: (number|null);

                /** PolicyResult workloads */
                workloads?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicyResult. */
            type $Shape = bailiff.v1.PolicyResult.$Properties;
        }

        /**
         * Properties of a GetPoliciesRequest.
         * @deprecated Use bailiff.v1.GetPoliciesRequest.$Properties instead.
         */
        interface IGetPoliciesRequest extends bailiff.v1.GetPoliciesRequest.$Properties {
        }

        /** Represents a GetPoliciesRequest. */
        class GetPoliciesRequest {

            /**
             * Constructs a new GetPoliciesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.GetPoliciesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetPoliciesRequest kind. */
            kind: string;

            /** GetPoliciesRequest namespace. */
            namespace: string;

            /** GetPoliciesRequest name. */
            name: string;

            /** GetPoliciesRequest texts. */
            texts: boolean;

            /**
             * Creates a new GetPoliciesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetPoliciesRequest instance
             */
            static create(properties: bailiff.v1.GetPoliciesRequest.$Shape): bailiff.v1.GetPoliciesRequest & bailiff.v1.GetPoliciesRequest.$Shape;
            static create(properties?: bailiff.v1.GetPoliciesRequest.$Properties): bailiff.v1.GetPoliciesRequest;

            /**
             * Encodes the specified GetPoliciesRequest message. Does not implicitly {@link bailiff.v1.GetPoliciesRequest.verify|verify} messages.
             * @param message GetPoliciesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.GetPoliciesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetPoliciesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.GetPoliciesRequest & bailiff.v1.GetPoliciesRequest.$Shape} GetPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.GetPoliciesRequest & bailiff.v1.GetPoliciesRequest.$Shape;
        }

        namespace GetPoliciesRequest {

            /** Properties of a GetPoliciesRequest. */
            interface $Properties {

                /** GetPoliciesRequest kind */
                kind?: (string|null);

                /** GetPoliciesRequest namespace */
                namespace?: (string|null);

                /** GetPoliciesRequest name */
                name?: (string|null);

                /** GetPoliciesRequest texts */
                texts?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetPoliciesRequest. */
            type $Shape = bailiff.v1.GetPoliciesRequest.$Properties;
        }

        /**
         * Properties of a Policies.
         * @deprecated Use bailiff.v1.Policies.$Properties instead.
         */
        interface IPolicies extends bailiff.v1.Policies.$Properties {
        }

        /** Represents a Policies. */
        class Policies {

            /**
             * Constructs a new Policies.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.Policies.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Policies policies. */
            policies: bailiff.v1.PolicyStatus.$Properties[];

            /** Policies confirmBy. */
            confirmBy: number;

            /**
             * Creates a new Policies instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Policies instance
             */
            static create(properties: bailiff.v1.Policies.$Shape): bailiff.v1.Policies & bailiff.v1.Policies.$Shape;
            static create(properties?: bailiff.v1.Policies.$Properties): bailiff.v1.Policies;

            /**
             * Encodes the specified Policies message. Does not implicitly {@link bailiff.v1.Policies.verify|verify} messages.
             * @param message Policies message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.Policies.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Policies message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.Policies & bailiff.v1.Policies.$Shape} Policies
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.Policies & bailiff.v1.Policies.$Shape;
        }

        namespace Policies {

            /** Properties of a Policies. */
            interface $Properties {

                /** Policies policies */
                policies?: (bailiff.v1.PolicyStatus.$Properties[]|null);

                /** Policies confirmBy */
                confirmBy?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Policies. */
            type $Shape = bailiff.v1.Policies.$Properties;
        }

        /**
         * Properties of a Problem.
         * @deprecated Use bailiff.v1.Problem.$Properties instead.
         */
        interface IProblem extends bailiff.v1.Problem.$Properties {
        }

        /** Represents a Problem. */
        class Problem {

            /**
             * Constructs a new Problem.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.Problem.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Problem file. */
            file: string;

            /** Problem line. */
            line: number;

            /** Problem column. */
            column: number;

            /** Problem path. */
            path: string;

            /** Problem message. */
            message: string;

            /**
             * Creates a new Problem instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Problem instance
             */
            static create(properties: bailiff.v1.Problem.$Shape): bailiff.v1.Problem & bailiff.v1.Problem.$Shape;
            static create(properties?: bailiff.v1.Problem.$Properties): bailiff.v1.Problem;

            /**
             * Encodes the specified Problem message. Does not implicitly {@link bailiff.v1.Problem.verify|verify} messages.
             * @param message Problem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.Problem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Problem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.Problem & bailiff.v1.Problem.$Shape} Problem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.Problem & bailiff.v1.Problem.$Shape;
        }

        namespace Problem {

            /** Properties of a Problem. */
            interface $Properties {

                /** Problem file */
                file?: (string|null);

                /** Problem line */
                line?: (number|null);

                /** Problem column */
                column?: (number|null);

                /** Problem path */
                path?: (string|null);

                /** Problem message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Problem. */
            type $Shape = bailiff.v1.Problem.$Properties;
        }

        /**
         * Properties of a GetWorkloadsRequest.
         * @deprecated Use bailiff.v1.GetWorkloadsRequest.$Properties instead.
         */
        interface IGetWorkloadsRequest extends bailiff.v1.GetWorkloadsRequest.$Properties {
        }

        /** Represents a GetWorkloadsRequest. */
        class GetWorkloadsRequest {

            /**
             * Constructs a new GetWorkloadsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.GetWorkloadsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetWorkloadsRequest id. */
            id: string;

            /**
             * Creates a new GetWorkloadsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetWorkloadsRequest instance
             */
            static create(properties: bailiff.v1.GetWorkloadsRequest.$Shape): bailiff.v1.GetWorkloadsRequest & bailiff.v1.GetWorkloadsRequest.$Shape;
            static create(properties?: bailiff.v1.GetWorkloadsRequest.$Properties): bailiff.v1.GetWorkloadsRequest;

            /**
             * Encodes the specified GetWorkloadsRequest message. Does not implicitly {@link bailiff.v1.GetWorkloadsRequest.verify|verify} messages.
             * @param message GetWorkloadsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.GetWorkloadsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetWorkloadsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.GetWorkloadsRequest & bailiff.v1.GetWorkloadsRequest.$Shape} GetWorkloadsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.GetWorkloadsRequest & bailiff.v1.GetWorkloadsRequest.$Shape;
        }

        namespace GetWorkloadsRequest {

            /** Properties of a GetWorkloadsRequest. */
            interface $Properties {

                /** GetWorkloadsRequest id */
                id?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetWorkloadsRequest. */
            type $Shape = bailiff.v1.GetWorkloadsRequest.$Properties;
        }

        /**
         * Properties of a Workloads.
         * @deprecated Use bailiff.v1.Workloads.$Properties instead.
         */
        interface IWorkloads extends bailiff.v1.Workloads.$Properties {
        }

        /** Represents a Workloads. */
        class Workloads {

            /**
             * Constructs a new Workloads.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.Workloads.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Workloads workloads. */
            workloads: bailiff.v1.WorkloadStatus.$Properties[];

            /**
             * Creates a new Workloads instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Workloads instance
             */
            static create(properties: bailiff.v1.Workloads.$Shape): bailiff.v1.Workloads & bailiff.v1.Workloads.$Shape;
            static create(properties?: bailiff.v1.Workloads.$Properties): bailiff.v1.Workloads;

            /**
             * Encodes the specified Workloads message. Does not implicitly {@link bailiff.v1.Workloads.verify|verify} messages.
             * @param message Workloads message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.Workloads.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Workloads message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.Workloads & bailiff.v1.Workloads.$Shape} Workloads
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.Workloads & bailiff.v1.Workloads.$Shape;
        }

        namespace Workloads {

            /** Properties of a Workloads. */
            interface $Properties {

                /** Workloads workloads */
                workloads?: (bailiff.v1.WorkloadStatus.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Workloads. */
            type $Shape = bailiff.v1.Workloads.$Properties;
        }

        /**
         * Properties of a WorkloadStatus.
         * @deprecated Use bailiff.v1.WorkloadStatus.$Properties instead.
         */
        interface IWorkloadStatus extends bailiff.v1.WorkloadStatus.$Properties {
        }

        /** Represents a WorkloadStatus. */
        class WorkloadStatus {

            /**
             * Constructs a new WorkloadStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.WorkloadStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WorkloadStatus id. */
            id: string;

            /** WorkloadStatus kind. */
            kind: string;

            /** WorkloadStatus namespace. */
            namespace: string;

            /** WorkloadStatus pod. */
            pod: string;

            /** WorkloadStatus name. */
            name: string;

            /** WorkloadStatus labels. */
            labels: { [k: string]: string };

            /** WorkloadStatus mode. */
            mode: string;

            /** WorkloadStatus state. */
            state: string;

            /** WorkloadStatus policies. */
            policies: string[];

            /** WorkloadStatus ruleCount. */
            ruleCount: number;

            /** WorkloadStatus rules. */
            rules: bailiff.v1.RuleOrigin.$Properties[];

            /** WorkloadStatus image. */
            image: string;

            /** WorkloadStatus imageId. */
            imageId: string;

            /** WorkloadStatus pid. */
            pid: number;

            /** WorkloadStatus privileged. */
            privileged: boolean;

            /** WorkloadStatus guardedSince. */
            guardedSince: number;

            /** WorkloadStatus guardedFromStart. */
            guardedFromStart: string;

            /**
             * Creates a new WorkloadStatus instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WorkloadStatus instance
             */
            static create(properties: bailiff.v1.WorkloadStatus.$Shape): bailiff.v1.WorkloadStatus & bailiff.v1.WorkloadStatus.$Shape;
            static create(properties?: bailiff.v1.WorkloadStatus.$Properties): bailiff.v1.WorkloadStatus;

            /**
             * Encodes the specified WorkloadStatus message. Does not implicitly {@link bailiff.v1.WorkloadStatus.verify|verify} messages.
             * @param message WorkloadStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.WorkloadStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WorkloadStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.WorkloadStatus & bailiff.v1.WorkloadStatus.$Shape} WorkloadStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.WorkloadStatus & bailiff.v1.WorkloadStatus.$Shape;
        }

        namespace WorkloadStatus {

            /** Properties of a WorkloadStatus. */
            interface $Properties {

                /** WorkloadStatus id */
                id?: (string|null);

                /** WorkloadStatus kind */
                kind?: (string|null);

                /** WorkloadStatus namespace */
                namespace?: (string|null);

                /** WorkloadStatus pod */
                pod?: (string|null);

                /** WorkloadStatus name */
                name?: (string|null);

                /** WorkloadStatus labels */
                labels?: ({ [k: string]: string }|null);

                /** WorkloadStatus mode */
                mode?: (string|null);

                /** WorkloadStatus state */
                state?: (string|null);

                /** WorkloadStatus policies */
                policies?: (string[]|null);

                /** WorkloadStatus ruleCount */
                ruleCount?: (number|null);

                /** WorkloadStatus rules */
                rules?: (bailiff.v1.RuleOrigin.$Properties[]|null);

                /** WorkloadStatus image */
                image?: (string|null);

                /** WorkloadStatus imageId */
                imageId?: (string|null);

                /** WorkloadStatus pid */
                pid?: (number|null);

                /** WorkloadStatus privileged */
                privileged?: (boolean|null);

                /** WorkloadStatus guardedSince */
                guardedSince?: (number|null);

                /** WorkloadStatus guardedFromStart */
                guardedFromStart?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WorkloadStatus. */
            type $Shape = bailiff.v1.WorkloadStatus.$Properties;
        }

        /**
         * Properties of a RuleOrigin.
         * @deprecated Use bailiff.v1.RuleOrigin.$Properties instead.
         */
        interface IRuleOrigin extends bailiff.v1.RuleOrigin.$Properties {
        }

        /** Represents a RuleOrigin. */
        class RuleOrigin {

            /**
             * Constructs a new RuleOrigin.
             * @param [properties] Properties to set
             */
            constructor(properties?: bailiff.v1.RuleOrigin.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RuleOrigin policy. */
            policy: string;

            /** RuleOrigin class. */
            class: string;

            /** RuleOrigin action. */
            action: string;

            /** RuleOrigin file. */
            file: string;

            /** RuleOrigin line. */
            line: number;

            /** RuleOrigin column. */
            column: number;

            /**
             * Creates a new RuleOrigin instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RuleOrigin instance
             */
            static create(properties: bailiff.v1.RuleOrigin.$Shape): bailiff.v1.RuleOrigin & bailiff.v1.RuleOrigin.$Shape;
            static create(properties?: bailiff.v1.RuleOrigin.$Properties): bailiff.v1.RuleOrigin;

            /**
             * Encodes the specified RuleOrigin message. Does not implicitly {@link bailiff.v1.RuleOrigin.verify|verify} messages.
             * @param message RuleOrigin message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: bailiff.v1.RuleOrigin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RuleOrigin message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {bailiff.v1.RuleOrigin & bailiff.v1.RuleOrigin.$Shape} RuleOrigin
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): bailiff.v1.RuleOrigin & bailiff.v1.RuleOrigin.$Shape;
        }

        namespace RuleOrigin {

            /** Properties of a RuleOrigin. */
            interface $Properties {

                /** RuleOrigin policy */
                policy?: (string|null);

                /** RuleOrigin class */
                "class"?: (string|null);

                /** RuleOrigin action */
                action?: (string|null);

                /** RuleOrigin file */
                file?: (string|null);

                /** RuleOrigin line */
                line?: (number|null);

                /** RuleOrigin column */
                column?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RuleOrigin. */
            type $Shape = bailiff.v1.RuleOrigin.$Properties;
        }
    }
}

/** Namespace grpc. */
export namespace grpc {

    /** Namespace health. */
    namespace health {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a HealthCheckRequest.
             * @deprecated Use grpc.health.v1.HealthCheckRequest.$Properties instead.
             */
            interface IHealthCheckRequest extends grpc.health.v1.HealthCheckRequest.$Properties {
            }

            /** Represents a HealthCheckRequest. */
            class HealthCheckRequest {

                /**
                 * Constructs a new HealthCheckRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.HealthCheckRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HealthCheckRequest service. */
                service: string;

                /**
                 * Creates a new HealthCheckRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HealthCheckRequest instance
                 */
                static create(properties: grpc.health.v1.HealthCheckRequest.$Shape): grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape;
                static create(properties?: grpc.health.v1.HealthCheckRequest.$Properties): grpc.health.v1.HealthCheckRequest;

                /**
                 * Encodes the specified HealthCheckRequest message. Does not implicitly {@link grpc.health.v1.HealthCheckRequest.verify|verify} messages.
                 * @param message HealthCheckRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.health.v1.HealthCheckRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape} HealthCheckRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape;
            }

            namespace HealthCheckRequest {

                /** Properties of a HealthCheckRequest. */
                interface $Properties {

                    /** HealthCheckRequest service */
                    service?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HealthCheckRequest. */
                type $Shape = grpc.health.v1.HealthCheckRequest.$Properties;
            }

            /**
             * Properties of a HealthCheckResponse.
             * @deprecated Use grpc.health.v1.HealthCheckResponse.$Properties instead.
             */
            interface IHealthCheckResponse extends grpc.health.v1.HealthCheckResponse.$Properties {
            }

            /** Represents a HealthCheckResponse. */
            class HealthCheckResponse {

                /**
                 * Constructs a new HealthCheckResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.HealthCheckResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HealthCheckResponse status. */
                status: grpc.health.v1.HealthCheckResponse.ServingStatus;

                /**
                 * Creates a new HealthCheckResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HealthCheckResponse instance
                 */
                static create(properties: grpc.health.v1.HealthCheckResponse.$Shape): grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape;
                static create(properties?: grpc.health.v1.HealthCheckResponse.$Properties): grpc.health.v1.HealthCheckResponse;

                /**
                 * Encodes the specified HealthCheckResponse message. Does not implicitly {@link grpc.health.v1.HealthCheckResponse.verify|verify} messages.
                 * @param message HealthCheckResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.health.v1.HealthCheckResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape} HealthCheckResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape;
            }

            namespace HealthCheckResponse {

                /** Properties of a HealthCheckResponse. */
                interface $Properties {

                    /** HealthCheckResponse status */
                    status?: (grpc.health.v1.HealthCheckResponse.ServingStatus|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HealthCheckResponse. */
                type $Shape = grpc.health.v1.HealthCheckResponse.$Properties;

                /** ServingStatus enum. */
                enum ServingStatus {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** SERVING value */
                    SERVING = 1,

                    /** NOT_SERVING value */
                    NOT_SERVING = 2,

                    /** SERVICE_UNKNOWN value */
                    SERVICE_UNKNOWN = 3
                }
            }
        }
    }
}

/** Namespace runtime. */
export namespace runtime {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a ListPodSandboxRequest.
         * @deprecated Use runtime.v1.ListPodSandboxRequest.$Properties instead.
         */
        interface IListPodSandboxRequest extends runtime.v1.ListPodSandboxRequest.$Properties {
        }

        /** Represents a ListPodSandboxRequest. */
        class ListPodSandboxRequest {

            /**
             * Constructs a new ListPodSandboxRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: runtime.v1.ListPodSandboxRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new ListPodSandboxRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListPodSandboxRequest instance
             */
            static create(properties: runtime.v1.ListPodSandboxRequest.$Shape): runtime.v1.ListPodSandboxRequest & runtime.v1.ListPodSandboxRequest.$Shape;
            static create(properties?: runtime.v1.ListPodSandboxRequest.$Properties): runtime.v1.ListPodSandboxRequest;

            /**
             * Encodes the specified ListPodSandboxRequest message. Does not implicitly {@link runtime.v1.ListPodSandboxRequest.verify|verify} messages.
             * @param message ListPodSandboxRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: runtime.v1.ListPodSandboxRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListPodSandboxRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {runtime.v1.ListPodSandboxRequest & runtime.v1.ListPodSandboxRequest.$Shape} ListPodSandboxRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runtime.v1.ListPodSandboxRequest & runtime.v1.ListPodSandboxRequest.$Shape;
        }

        namespace ListPodSandboxRequest {

            /** Properties of a ListPodSandboxRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListPodSandboxRequest. */
            type $Shape = runtime.v1.ListPodSandboxRequest.$Properties;
        }

        /**
         * Properties of a ListPodSandboxResponse.
         * @deprecated Use runtime.v1.ListPodSandboxResponse.$Properties instead.
         */
        interface IListPodSandboxResponse extends runtime.v1.ListPodSandboxResponse.$Properties {
        }

        /** Represents a ListPodSandboxResponse. */
        class ListPodSandboxResponse {

            /**
             * Constructs a new ListPodSandboxResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: runtime.v1.ListPodSandboxResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListPodSandboxResponse items. */
            items: runtime.v1.PodSandbox.$Properties[];

            /**
             * Creates a new ListPodSandboxResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListPodSandboxResponse instance
             */
            static create(properties: runtime.v1.ListPodSandboxResponse.$Shape): runtime.v1.ListPodSandboxResponse & runtime.v1.ListPodSandboxResponse.$Shape;
            static create(properties?: runtime.v1.ListPodSandboxResponse.$Properties): runtime.v1.ListPodSandboxResponse;

            /**
             * Encodes the specified ListPodSandboxResponse message. Does not implicitly {@link runtime.v1.ListPodSandboxResponse.verify|verify} messages.
             * @param message ListPodSandboxResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: runtime.v1.ListPodSandboxResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListPodSandboxResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {runtime.v1.ListPodSandboxResponse & runtime.v1.ListPodSandboxResponse.$Shape} ListPodSandboxResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runtime.v1.ListPodSandboxResponse & runtime.v1.ListPodSandboxResponse.$Shape;
        }

        namespace ListPodSandboxResponse {

            /** Properties of a ListPodSandboxResponse. */
            interface $Properties {

                /** ListPodSandboxResponse items */
                items?: (runtime.v1.PodSandbox.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListPodSandboxResponse. */
            type $Shape = runtime.v1.ListPodSandboxResponse.$Properties;
        }

        /**
         * Properties of a PodSandbox.
         * @deprecated Use runtime.v1.PodSandbox.$Properties instead.
         */
        interface IPodSandbox extends runtime.v1.PodSandbox.$Properties {
        }

        /** Represents a PodSandbox. */
        class PodSandbox {

            /**
             * Constructs a new PodSandbox.
             * @param [properties] Properties to set
             */
            constructor(properties?: runtime.v1.PodSandbox.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PodSandbox id. */
            id: string;

            /** PodSandbox metadata. */
            metadata?: (runtime.v1.PodSandboxMetadata.$Properties|null);

            /** PodSandbox labels. */
            labels: { [k: string]: string };

            /** PodSandbox annotations. */
            annotations: { [k: string]: string };

            /**
             * Creates a new PodSandbox instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PodSandbox instance
             */
            static create(properties: runtime.v1.PodSandbox.$Shape): runtime.v1.PodSandbox & runtime.v1.PodSandbox.$Shape;
            static create(properties?: runtime.v1.PodSandbox.$Properties): runtime.v1.PodSandbox;

            /**
             * Encodes the specified PodSandbox message. Does not implicitly {@link runtime.v1.PodSandbox.verify|verify} messages.
             * @param message PodSandbox message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: runtime.v1.PodSandbox.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PodSandbox message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {runtime.v1.PodSandbox & runtime.v1.PodSandbox.$Shape} PodSandbox
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runtime.v1.PodSandbox & runtime.v1.PodSandbox.$Shape;
        }

        namespace PodSandbox {

            /** Properties of a PodSandbox. */
            interface $Properties {

                /** PodSandbox id */
                id?: (string|null);

                /** PodSandbox metadata */
                metadata?: (runtime.v1.PodSandboxMetadata.$Properties|null);

                /** PodSandbox labels */
                labels?: ({ [k: string]: string }|null);

                /** PodSandbox annotations */
                annotations?: ({ [k: string]: string }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PodSandbox. */
            type $Shape = runtime.v1.PodSandbox.$Properties;
        }

        /**
         * Properties of a PodSandboxMetadata.
         * @deprecated Use runtime.v1.PodSandboxMetadata.$Properties instead.
         */
        interface IPodSandboxMetadata extends runtime.v1.PodSandboxMetadata.$Properties {
        }

        /** Represents a PodSandboxMetadata. */
        class PodSandboxMetadata {

            /**
             * Constructs a new PodSandboxMetadata.
             * @param [properties] Properties to set
             */
            constructor(properties?: runtime.v1.PodSandboxMetadata.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PodSandboxMetadata name. */
            name: string;

            /** PodSandboxMetadata uid. */
            uid: string;

            /** PodSandboxMetadata namespace. */
            namespace: string;

            /**
             * Creates a new PodSandboxMetadata instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PodSandboxMetadata instance
             */
            static create(properties: runtime.v1.PodSandboxMetadata.$Shape): runtime.v1.PodSandboxMetadata & runtime.v1.PodSandboxMetadata.$Shape;
            static create(properties?: runtime.v1.PodSandboxMetadata.$Properties): runtime.v1.PodSandboxMetadata;

            /**
             * Encodes the specified PodSandboxMetadata message. Does not implicitly {@link runtime.v1.PodSandboxMetadata.verify|verify} messages.
             * @param message PodSandboxMetadata message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: runtime.v1.PodSandboxMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PodSandboxMetadata message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {runtime.v1.PodSandboxMetadata & runtime.v1.PodSandboxMetadata.$Shape} PodSandboxMetadata
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runtime.v1.PodSandboxMetadata & runtime.v1.PodSandboxMetadata.$Shape;
        }

        namespace PodSandboxMetadata {

            /** Properties of a PodSandboxMetadata. */
            interface $Properties {

                /** PodSandboxMetadata name */
                name?: (string|null);

                /** PodSandboxMetadata uid */
                uid?: (string|null);

                /** PodSandboxMetadata namespace */
                namespace?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PodSandboxMetadata. */
            type $Shape = runtime.v1.PodSandboxMetadata.$Properties;
        }

        /**
         * Properties of a ListContainersRequest.
         * @deprecated Use runtime.v1.ListContainersRequest.$Properties instead.
         */
        interface IListContainersRequest extends runtime.v1.ListContainersRequest.$Properties {
        }

        /** Represents a ListContainersRequest. */
        class ListContainersRequest {

            /**
             * Constructs a new ListContainersRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: runtime.v1.ListContainersRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new ListContainersRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListContainersRequest instance
             */
            static create(properties: runtime.v1.ListContainersRequest.$Shape): runtime.v1.ListContainersRequest & runtime.v1.ListContainersRequest.$Shape;
            static create(properties?: runtime.v1.ListContainersRequest.$Properties): runtime.v1.ListContainersRequest;

            /**
             * Encodes the specified ListContainersRequest message. Does not implicitly {@link runtime.v1.ListContainersRequest.verify|verify} messages.
             * @param message ListContainersRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: runtime.v1.ListContainersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListContainersRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {runtime.v1.ListContainersRequest & runtime.v1.ListContainersRequest.$Shape} ListContainersRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runtime.v1.ListContainersRequest & runtime.v1.ListContainersRequest.$Shape;
        }

        namespace ListContainersRequest {

            /** Properties of a ListContainersRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListContainersRequest. */
            type $Shape = runtime.v1.ListContainersRequest.$Properties;
        }

        /**
         * Properties of a ListContainersResponse.
         * @deprecated Use runtime.v1.ListContainersResponse.$Properties instead.
         */
        interface IListContainersResponse extends runtime.v1.ListContainersResponse.$Properties {
        }

        /** Represents a ListContainersResponse. */
        class ListContainersResponse {

            /**
             * Constructs a new ListContainersResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: runtime.v1.ListContainersResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListContainersResponse containers. */
            containers: runtime.v1.Container.$Properties[];

            /**
             * Creates a new ListContainersResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListContainersResponse instance
             */
            static create(properties: runtime.v1.ListContainersResponse.$Shape): runtime.v1.ListContainersResponse & runtime.v1.ListContainersResponse.$Shape;
            static create(properties?: runtime.v1.ListContainersResponse.$Properties): runtime.v1.ListContainersResponse;

            /**
             * Encodes the specified ListContainersResponse message. Does not implicitly {@link runtime.v1.ListContainersResponse.verify|verify} messages.
             * @param message ListContainersResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: runtime.v1.ListContainersResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListContainersResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {runtime.v1.ListContainersResponse & runtime.v1.ListContainersResponse.$Shape} ListContainersResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runtime.v1.ListContainersResponse & runtime.v1.ListContainersResponse.$Shape;
        }

        namespace ListContainersResponse {

            /** Properties of a ListContainersResponse. */
            interface $Properties {

                /** ListContainersResponse containers */
                containers?: (runtime.v1.Container.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListContainersResponse. */
            type $Shape = runtime.v1.ListContainersResponse.$Properties;
        }

        /**
         * Properties of a Container.
         * @deprecated Use runtime.v1.Container.$Properties instead.
         */
        interface IContainer extends runtime.v1.Container.$Properties {
        }

        /** Represents a Container. */
        class Container {

            /**
             * Constructs a new Container.
             * @param [properties] Properties to set
             */
            constructor(properties?: runtime.v1.Container.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Container id. */
            id: string;

            /** Container podSandboxId. */
            podSandboxId: string;

            /** Container metadata. */
            metadata?: (runtime.v1.ContainerMetadata.$Properties|null);

            /** Container image. */
            image?: (runtime.v1.ImageSpec.$Properties|null);

            /** Container imageRef. */
            imageRef: string;

            /** Container imageId. */
            imageId: string;

            /**
             * Creates a new Container instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Container instance
             */
            static create(properties: runtime.v1.Container.$Shape): runtime.v1.Container & runtime.v1.Container.$Shape;
            static create(properties?: runtime.v1.Container.$Properties): runtime.v1.Container;

            /**
             * Encodes the specified Container message. Does not implicitly {@link runtime.v1.Container.verify|verify} messages.
             * @param message Container message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: runtime.v1.Container.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Container message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {runtime.v1.Container & runtime.v1.Container.$Shape} Container
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runtime.v1.Container & runtime.v1.Container.$Shape;
        }

        namespace Container {

            /** Properties of a Container. */
            interface $Properties {

                /** Container id */
                id?: (string|null);

                /** Container podSandboxId */
                podSandboxId?: (string|null);

                /** Container metadata */
                metadata?: (runtime.v1.ContainerMetadata.$Properties|null);

                /** Container image */
                image?: (runtime.v1.ImageSpec.$Properties|null);

                /** Container imageRef */
                imageRef?: (string|null);

                /** Container imageId */
                imageId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Container. */
            type $Shape = runtime.v1.Container.$Properties;
        }

        /**
         * Properties of an ImageSpec.
         * @deprecated Use runtime.v1.ImageSpec.$Properties instead.
         */
        interface IImageSpec extends runtime.v1.ImageSpec.$Properties {
        }

        /** Represents an ImageSpec. */
        class ImageSpec {

            /**
             * Constructs a new ImageSpec.
             * @param [properties] Properties to set
             */
            constructor(properties?: runtime.v1.ImageSpec.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ImageSpec image. */
            image: string;

            /** ImageSpec userSpecifiedImage. */
            userSpecifiedImage: string;

            /**
             * Creates a new ImageSpec instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ImageSpec instance
             */
            static create(properties: runtime.v1.ImageSpec.$Shape): runtime.v1.ImageSpec & runtime.v1.ImageSpec.$Shape;
            static create(properties?: runtime.v1.ImageSpec.$Properties): runtime.v1.ImageSpec;

            /**
             * Encodes the specified ImageSpec message. Does not implicitly {@link runtime.v1.ImageSpec.verify|verify} messages.
             * @param message ImageSpec message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: runtime.v1.ImageSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ImageSpec message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {runtime.v1.ImageSpec & runtime.v1.ImageSpec.$Shape} ImageSpec
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runtime.v1.ImageSpec & runtime.v1.ImageSpec.$Shape;
        }

        namespace ImageSpec {

            /** Properties of an ImageSpec. */
            interface $Properties {

                /** ImageSpec image */
                image?: (string|null);

                /** ImageSpec userSpecifiedImage */
                userSpecifiedImage?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ImageSpec. */
            type $Shape = runtime.v1.ImageSpec.$Properties;
        }

        /**
         * Properties of a ContainerMetadata.
         * @deprecated Use runtime.v1.ContainerMetadata.$Properties instead.
         */
        interface IContainerMetadata extends runtime.v1.ContainerMetadata.$Properties {
        }

        /** Represents a ContainerMetadata. */
        class ContainerMetadata {

            /**
             * Constructs a new ContainerMetadata.
             * @param [properties] Properties to set
             */
            constructor(properties?: runtime.v1.ContainerMetadata.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ContainerMetadata name. */
            name: string;

            /**
             * Creates a new ContainerMetadata instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ContainerMetadata instance
             */
            static create(properties: runtime.v1.ContainerMetadata.$Shape): runtime.v1.ContainerMetadata & runtime.v1.ContainerMetadata.$Shape;
            static create(properties?: runtime.v1.ContainerMetadata.$Properties): runtime.v1.ContainerMetadata;

            /**
             * Encodes the specified ContainerMetadata message. Does not implicitly {@link runtime.v1.ContainerMetadata.verify|verify} messages.
             * @param message ContainerMetadata message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: runtime.v1.ContainerMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ContainerMetadata message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {runtime.v1.ContainerMetadata & runtime.v1.ContainerMetadata.$Shape} ContainerMetadata
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runtime.v1.ContainerMetadata & runtime.v1.ContainerMetadata.$Shape;
        }

        namespace ContainerMetadata {

            /** Properties of a ContainerMetadata. */
            interface $Properties {

                /** ContainerMetadata name */
                name?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ContainerMetadata. */
            type $Shape = runtime.v1.ContainerMetadata.$Properties;
        }
    }
}
